//! The threat model in README.md names a test for each threat; here it is seen that these tests are there.

use std::fs;
use std::path::Path;

/// A row of the table: what is feared, and the files and names of the tests in its last column.
fn rows(readme: &str) -> Vec<(String, Vec<(String, String)>)> {
    let section =
        readme.split("\n## Security\n").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("a section");
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let rows = section.lines().filter(|line| line.starts_with('|')).skip(2).map(cells);
    rows.map(|row| {
        let tests = row.last().expect("a cell").split("; ").map(|test| {
            let (file, name) = test.split_once("`: ").unwrap_or_else(|| panic!("no `file`: name in {test:?}"));
            (file.trim_start_matches('`').to_owned(), name.to_owned())
        });
        (row[0].clone(), tests.collect())
    })
    .collect()
}

#[test]
fn every_threat_has_its_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rows = rows(&fs::read_to_string(root.join("README.md")).expect("it is there"));
    assert!(rows.len() > 10, "{rows:?}");
    for (threat, tests) in rows {
        assert!(!tests.is_empty(), "{threat}: no test");
        for (file, name) in tests {
            let source = fs::read_to_string(root.join(&file)).unwrap_or_else(|e| panic!("{threat}: {file}: {e}"));
            let heads = [format!("fn {name}() {{"), format!("test('{name}"), format!("test(`{name}")];
            assert!(heads.iter().any(|head| source.contains(head)), "{threat}: {file} has no test {name:?}");
        }
    }
}
