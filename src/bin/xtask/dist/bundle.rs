//! Modules of `www` and what they import; all of them as one script.
//!
//! Reads the statements as this project writes them, at the start of a line. What it does not know stops the build.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Www;
use crate::process::Failure;

/// What a module takes from another.
#[derive(Debug, PartialEq, Eq)]
struct Import {
    /// Path of the other, from the importing module.
    from: String,
    /// Statements that bind what is taken; `@` stands for the other's value.
    bind: String,
}

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
        Self::walked(www, entry, swaps, true)
    }

    /// Without what is imported later, and only where it is needed.
    pub(super) fn at_once(www: &Www, entry: &str) -> Result<Self, Failure> {
        Self::walked(www, entry, &[], false)
    }

    fn walked(www: &Www, entry: &str, swaps: &[(&str, &str)], with_later: bool) -> Result<Self, Failure> {
        let swaps = swaps.iter().copied().collect();
        let mut walk = Walk { www, swaps, with_later, open: Vec::new(), done: Vec::new() };
        walk.visit(entry)?;
        Ok(Self { modules: walk.done })
    }

    /// Paths of the modules, from `www`.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.modules.iter().map(|(path, _)| path.as_str())
    }

    /// All modules in one script, each in a scope of its own. The values that modules export must not change later.
    pub(super) fn script(&self) -> String {
        let names: BTreeMap<&str, String> =
            self.paths().enumerate().map(|(i, path)| (path, format!("module{i}"))).collect();
        let mut out = String::new();
        for (path, module) in &self.modules {
            let of = |from: &str| names[resolved(path, from).as_str()].as_str();
            let mut body = module.body.clone();
            for later in &module.later {
                body = body.replace(&format!("await import('{later}')"), of(later));
            }
            let _ = writeln!(out, "// {path}\nconst {} = (() => {{", names[path.as_str()]);
            for import in &module.imports {
                if !import.bind.is_empty() {
                    let _ = writeln!(out, "{}", import.bind.replace('@', of(&import.from)));
                }
            }
            let _ = writeln!(out, "{body}\nreturn {{ {} }};\n}})();", module.exports.join(", "));
        }
        out
    }
}

struct Walk<'a> {
    www: &'a Www,
    swaps: BTreeMap<&'a str, &'a str>,
    with_later: bool,
    open: Vec<String>,
    done: Vec<(String, Module)>,
}

impl Walk<'_> {
    fn visit(&mut self, path: &str) -> Result<(), Failure> {
        if self.done.iter().any(|(done, _)| done == path) {
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
    fn paths_are_resolved() {
        assert_eq!(resolved("page/main.js", "../pkg/sayso.js"), "pkg/sayso.js");
        assert_eq!(resolved("a.js", "./b/c.js"), "b/c.js");
    }
}
