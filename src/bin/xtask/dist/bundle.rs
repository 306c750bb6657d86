//! Modules of `www` and what they import; those that are loaded together as one script or module.
//!
//! Reads the statements as this project writes them, at the start of a line. What it does not know stops the build.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::Www;
use crate::lean::lean;
use crate::process::Failure;

/// What a module takes from another.
#[derive(Debug, PartialEq, Eq)]
struct Import {
    /// Path of the other, from the importing module.
    from: String,
    /// Statements that bind what is taken; `@` stands for the other's value.
    bind: String,
}

/// What is longer holds bytes, and is no code.
const BYTES: usize = 100_000;

/// One module, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
struct Module {
    imports: Vec<Import>,
    /// The rest, with the word `export` taken out.
    body: String,
    /// Outer and inner name of each export, in the form of an object literal.
    exports: Vec<String>,
    /// Modules imported by `await import('…')`.
    later: Vec<String>,
}

/// The modules that an entry needs, those that are imported before those that import them. A module can be swapped for another.
pub(super) struct Graph {
    modules: Vec<(String, Module)>,
}

impl Graph {
    pub(super) fn of(www: &Www, entry: &str, swaps: &[(&str, &str)]) -> Result<Self, Failure> {
        Self::walked(www, entry, swaps, true, &BTreeSet::new())
    }

    fn walked(
        www: &Www,
        entry: &str,
        swaps: &[(&str, &str)],
        with_later: bool,
        known: &BTreeSet<&str>,
    ) -> Result<Self, Failure> {
        let swaps = swaps.iter().copied().collect();
        let mut walk = Walk { www, swaps, with_later, known, open: Vec::new(), done: Vec::new() };
        walk.visit(entry)?;
        let mut modules = walk.done;
        // The engine's bytes first: brotli tells them apart best where nothing else comes before (worth 1 %).
        if let Some((_, others)) = modules.split_last_mut() {
            others.sort_by_key(|(_, module)| !(module.imports.is_empty() && module.body.len() > BYTES));
        }
        Ok(Self { modules })
    }

    /// Paths of the modules, from `www`.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.modules.iter().map(|(path, _)| path.as_str())
    }

    /// All modules in one script, each in a scope of its own. The values that modules export must not change later.
    pub(super) fn script(&self) -> String {
        let names: BTreeMap<&str, String> = self.paths().enumerate().map(|(i, path)| (path, format!("m{i}"))).collect();
        let scopes = self.modules.iter().map(|(path, module)| {
            let of = |from: &str| names[resolved(path, from).as_str()].clone();
            scope(path, module, &names[path.as_str()], of, of)
        });
        scopes.collect()
    }
}

/// A module in a scope of its own: what it exports is the value of a name. `of` gives the value of a module that it imports, and
/// `later` that of one that it imports when it is needed.
fn scope(
    path: &str,
    module: &Module,
    name: &str,
    of: impl Fn(&str) -> String,
    later: impl Fn(&str) -> String,
) -> String {
    let mut out = format!("const {name} = (() => {{\n");
    for import in module.imports.iter().filter(|import| !import.bind.is_empty()) {
        let _ = writeln!(out, "{}", import.bind.replace('@', &of(&import.from)));
    }
    let mut body = module.body.clone();
    for from in &module.later {
        body = body.replace(&format!("await import('{from}')"), &later(from));
    }
    let _ = writeln!(out, "{body}\nreturn {{ {} }};\n}})();", module.exports.join(", "));
    lean(path, out)
}

/// Files that are each made of modules that are loaded together.
pub(super) struct Bundles<'w> {
    www: &'w Www,
    bundles: Vec<Bundle>,
}

/// What stands for the folder of the version in the path of a file.
pub(super) const INNER: &str = "@";

struct Bundle {
    /// Its path in what ships.
    file: String,
    /// The bundle that is there before it, whose modules it takes instead of having them too.
    before: Option<usize>,
    /// The last is the one that is asked for.
    graph: Graph,
}

/// Whether what a module imports when it is needed comes with it or as a file of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Later {
    /// With it.
    Together,
    /// As a file of its own, behind it.
    Apart,
}

impl<'w> Bundles<'w> {
    pub(super) fn new(www: &'w Www) -> Self {
        Self { www, bundles: Vec::new() }
    }

    /// Adds a file for a module, and one for each that is loaded behind it; gives its number. With `before` it takes what that
    /// bundle has from there.
    pub(super) fn add(
        &mut self,
        entry: &str,
        file: String,
        before: Option<usize>,
        later: Later,
    ) -> Result<usize, Failure> {
        let known: BTreeSet<&str> = self.line(before).flat_map(|k| self.bundles[k].graph.paths()).collect();
        let graph = Graph::walked(self.www, entry, &[], later == Later::Together, &known)?;
        // Two that are loaded behind the same one must not each have a copy of a third.
        let beside = self.bundles.iter().filter(|b| before.is_some() && b.before == before);
        for other in beside.flat_map(|b| b.graph.paths()) {
            if graph.paths().any(|path| path == other) {
                return Err(Failure::new(format!(
                    "www/{other} is needed by two modules that are loaded later: let one be loaded that imports both"
                )));
            }
        }
        let behind: Vec<String> = match later {
            Later::Together => Vec::new(),
            Later::Apart => graph
                .modules
                .iter()
                .flat_map(|(path, module)| module.later.iter().map(|from| resolved(path, from)))
                .collect(),
        };
        let number = self.bundles.len();
        self.bundles.push(Bundle { file, before, graph });
        for entry in behind {
            let file = format!("{INNER}/{entry}");
            if !self.bundles.iter().any(|b| b.file == file) {
                self.add(&entry, file, Some(number), later)?;
            }
        }
        Ok(number)
    }

    /// The bundle of that number, the one before it, and so on.
    fn line(&self, number: Option<usize>) -> impl Iterator<Item = usize> {
        std::iter::successors(number, |&k| self.bundles[k].before)
    }

    /// All files, by path, in the folder of that name.
    pub(super) fn files(&self, version: &str) -> impl Iterator<Item = (String, String)> {
        (0..self.bundles.len()).map(move |k| (self.bundles[k].file.replace(INNER, version), self.text(k, version)))
    }

    /// Where a module is looked for: the bundle of this line that has it, and its place there.
    fn place(&self, number: usize, path: &str) -> (usize, usize) {
        let places =
            self.line(Some(number)).filter_map(|k| Some((k, self.bundles[k].graph.paths().position(|p| p == path)?)));
        places.into_iter().next().unwrap_or_else(|| panic!("{path} was walked to"))
    }

    fn text(&self, number: usize, version: &str) -> String {
        let Bundle { file, graph, .. } = &self.bundles[number];
        let here = file.replace(INNER, version);
        let to = |path: &str| relative(&here, &path.replace(INNER, version));
        let mut out = String::new();
        for (before, places) in self.taken(number) {
            let names: Vec<String> = places.iter().map(|at| format!("x{at} as x{before}_{at}")).collect();
            let _ = write!(out, "import{{{}}}from'{}';", names.join(","), to(&self.bundles[before].file));
        }
        let name = |path: &str| match self.place(number, path) {
            (k, at) if k == number => format!("m{at}"),
            (k, at) => format!("x{k}_{at}"),
        };
        for (path, module) in &graph.modules {
            let of = |from: &str| name(&resolved(path, from));
            let later = |from: &str| {
                let path = resolved(path, from);
                let apart = self.bundles.iter().find(|b| b.file == format!("{INNER}/{path}"));
                apart.map_or_else(|| name(&path), |b| format!("await import('{}')", to(&b.file)))
            };
            let scope = scope(path, module, &name(path), of, later);
            // It goes on looking for others from where it would be by itself.
            let own = to(&format!("{INNER}/{path}"));
            let itself = format!("new URL('{own}',import.meta.url).href");
            let is_there = *file == format!("{INNER}/{path}");
            out.push_str(&if is_there { scope } else { scope.replace("import.meta.url", &itself) });
        }
        let lent: BTreeSet<usize> = (0..self.bundles.len())
            .filter(|&k| k != number)
            .filter_map(|k| self.taken(k).remove(&number))
            .flatten()
            .collect();
        if !lent.is_empty() {
            let names: Vec<String> = lent.iter().map(|at| format!("m{at} as x{at}")).collect();
            let _ = write!(out, "export{{{}}};", names.join(","));
        }
        if let Some((path, module)) = graph.modules.last() {
            for (k, export) in module.exports.iter().enumerate() {
                let outer = export.split(':').next().unwrap_or_default();
                let _ = write!(out, "const e{k}={}.{outer};export{{e{k} as {outer}}};", name(path));
            }
        }
        out.push('\n');
        out
    }

    /// What a bundle takes from those before it: places of modules by the number of their bundle.
    fn taken(&self, number: usize) -> BTreeMap<usize, BTreeSet<usize>> {
        let mut taken = BTreeMap::<_, BTreeSet<_>>::new();
        // What it does is wanted even where nothing is taken from it.
        if let Some(before) = self.bundles[number].before {
            taken.insert(before, BTreeSet::new());
        }
        for (path, module) in &self.bundles[number].graph.modules {
            for import in module.imports.iter().filter(|import| !import.bind.is_empty()) {
                let (k, at) = self.place(number, &resolved(path, &import.from));
                if k != number {
                    taken.entry(k).or_default().insert(at);
                }
            }
        }
        taken
    }
}

struct Walk<'a> {
    www: &'a Www,
    swaps: BTreeMap<&'a str, &'a str>,
    with_later: bool,
    /// What need not be visited.
    known: &'a BTreeSet<&'a str>,
    open: Vec<String>,
    done: Vec<(String, Module)>,
}

impl Walk<'_> {
    fn visit(&mut self, path: &str) -> Result<(), Failure> {
        if self.known.contains(path) || self.done.iter().any(|(done, _)| done == path) {
            return Ok(());
        }
        if self.open.iter().any(|open| open == path) {
            return Err(Failure::new(format!("www/{path} imports itself by way of {}", self.open.join(", "))));
        }
        self.open.push(path.to_owned());
        let file = self.swaps.get(path).copied().unwrap_or(path);
        let module = parse(&self.www.text(file)?).map_err(|e| Failure::because(format_args!("www/{file}"), e))?;
        let later = if self.with_later { module.later.as_slice() } else { &[] };
        for from in module.imports.iter().map(|i| &i.from).chain(later) {
            self.visit(&resolved(path, from))?;
        }
        self.open.pop();
        self.done.push((path.to_owned(), module));
        Ok(())
    }
}

/// Path of one file as another names it.
fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let folders = from.len() - 1;
    let same = from[..folders].iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = if same == folders { "./".to_owned() } else { "../".repeat(folders - same) };
    up + &to[same..].join("/")
}

/// Path of a module that another one imports.
fn resolved(importer: &str, from: &str) -> String {
    let mut parts: Vec<&str> = importer.split('/').collect();
    parts.pop();
    for part in from.split('/') {
        match part {
            "." => {}
            ".." => _ = parts.pop(),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// Takes a module apart.
fn parse(source: &str) -> Result<Module, String> {
    let mut module = Module::default();
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("import ") || line.starts_with("export {") || line.starts_with("export *") {
            let mut statement = line.to_owned();
            while !statement.trim_end().ends_with(';') {
                statement.push(' ');
                statement.push_str(lines.next().ok_or_else(|| format!("`{line}` has no end"))?.trim());
            }
            take_statement(statement.trim().trim_end_matches(';'), &mut module)?;
        } else if let Some(rest) = line.strip_prefix("export default ") {
            module.exports.push("default: defaultExport".to_owned());
            let _ = writeln!(module.body, "const defaultExport = {rest}");
        } else if let Some(rest) = line.strip_prefix("export ") {
            let name = declared(rest).ok_or_else(|| format!("`{line}` is no export that the build knows"))?;
            module.exports.push(name.to_owned());
            let _ = writeln!(module.body, "{rest}");
        } else {
            note_later(line, &mut module.later);
            let _ = writeln!(module.body, "{line}");
        }
    }
    Ok(module)
}

/// An `import` or an export of names, without its semicolon.
fn take_statement(statement: &str, module: &mut Module) -> Result<(), String> {
    let unknown = || format!("`{statement}` is nothing that the build knows");
    let (head, from) = match statement.rsplit_once(" from ") {
        Some((head, from)) => (head, Some(from)),
        None => (statement, None),
    };
    if let Some(names) = head.strip_prefix("export {").and_then(|names| names.strip_suffix('}')) {
        if from.is_some() {
            return Err(unknown());
        }
        for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let (inner, outer) = name.split_once(" as ").unwrap_or((name, name));
            module.exports.push(if inner == outer { inner.to_owned() } else { format!("{outer}: {inner}") });
        }
        return Ok(());
    }
    let head = head.strip_prefix("import ").ok_or_else(unknown)?;
    let (taken, path) = from.map_or(("", head), |from| (head, from));
    let from = path.trim_matches(['\'', '"']).to_owned();
    if !from.starts_with('.') {
        return Err(unknown());
    }
    let mut bind = String::new();
    let (first, named) = match taken.find(['{', '*']) {
        Some(at) => (taken[..at].trim_end_matches([' ', ',']), &taken[at..]),
        None => (taken, ""),
    };
    if !first.is_empty() {
        let _ = write!(bind, "const {first} = @.default;");
    }
    if let Some(name) = named.strip_prefix("* as ") {
        let _ = write!(bind, "const {name} = @;");
    } else if !named.is_empty() {
        let _ = write!(bind, "const {} = @;", named.replace(" as ", ": "));
    }
    module.imports.push(Import { from, bind });
    Ok(())
}

/// The name that a declaration gives. `let` is none: its value could change after it was taken.
fn declared(declaration: &str) -> Option<&str> {
    let heads = ["const ", "async function* ", "async function ", "function* ", "function ", "class "];
    let rest = heads.iter().find_map(|head| declaration.strip_prefix(head))?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}

/// Notes the modules that a line imports when it runs.
fn note_later(line: &str, later: &mut Vec<String>) {
    let mut rest = line;
    while let Some((_, tail)) = rest.split_once("await import('") {
        let Some((path, tail)) = tail.split_once('\'') else { return };
        if path.starts_with('.') && !later.iter().any(|known| known == path) {
            later.push(path.to_owned());
        }
        rest = tail;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_of_every_form() {
        let module = parse(
            "import './a.js';\nimport b from './b.js';\nimport c, * as d from \"../d.js\";\nimport {\n  e,\n  f as g,\n} from './e.js';\nb();\n",
        )
        .expect("it is known");
        let binds: Vec<(&str, &str)> = module.imports.iter().map(|i| (i.from.as_str(), i.bind.as_str())).collect();
        assert_eq!(
            binds,
            [
                ("./a.js", ""),
                ("./b.js", "const b = @.default;"),
                ("../d.js", "const c = @.default;const d = @;"),
                ("./e.js", "const { e, f: g, } = @;"),
            ]
        );
        assert_eq!(module.body, "b();\n");
    }

    #[test]
    fn exports_of_every_form() {
        let module = parse(
            "export const a = 1;\nexport async function b() {}\nexport class C extends D {}\nexport default 'x';\nexport { e, f as default };\n",
        )
        .expect("it is known");
        assert_eq!(module.exports, ["a", "b", "C", "default: defaultExport", "e", "default: f"]);
        assert_eq!(
            module.body,
            "const a = 1;\nasync function b() {}\nclass C extends D {}\nconst defaultExport = 'x';\n"
        );
    }

    #[test]
    fn what_it_does_not_know_stops_it() {
        for source in ["export let a = 1;", "export * from './a.js';", "import a from 'a';", "import { a"] {
            assert!(parse(source).is_err(), "{source}");
        }
    }

    #[test]
    fn only_awaited_imports_count() {
        let module =
            parse("  const { default: t } = await import('../pkg/t.js');\n/** @type {import('./x.js').X} */\n");
        assert_eq!(module.expect("it is known").later, ["../pkg/t.js"]);
    }

    #[test]
    fn paths_are_found_from_each_other() {
        assert_eq!(relative("a.js", "v/b.js"), "./v/b.js");
        assert_eq!(relative("v/page/main.js", "v/worker.js"), "../worker.js");
        assert_eq!(relative("v/page/main.js", "v/page/later.js"), "./later.js");
        assert_eq!(relative("v/x/a.js", "v/page/b.js"), "../page/b.js");
    }

    #[test]
    fn paths_are_resolved() {
        assert_eq!(resolved("page/main.js", "../pkg/sayso.js"), "pkg/sayso.js");
        assert_eq!(resolved("a.js", "./b/c.js"), "b/c.js");
    }
}
