//! Amounts as people see them: in the unit they ask for, with thousands separators, and so that the printed lines add up to the printed total.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::support::{Kehu, copy_of};

/// A Markdown table: headings, rows, and the bold rows below them.
struct Shown {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
    totals: Vec<Vec<String>>,
}

fn shown(archive: &str, line: &str) -> Shown {
    let copy = copy_of(archive);
    let text = Kehu::line(&format!("{line} --as-of 2026-07-08 --format markdown")).inside(copy.path()).run().clean();
    let cells = |line: &str| -> Vec<String> { line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect() };
    let mut lines = text.lines().filter(|line| line.starts_with('|'));
    let headings = cells(lines.next().expect("a heading"));
    let (totals, rows) = lines.skip(1).map(cells).partition(|row| row[0].starts_with("**"));
    Shown { headings, rows, totals }
}

fn number(cell: &str) -> Option<Decimal> {
    let bare = cell.trim_matches('*').replace(',', "");
    if bare.is_empty() || bare.ends_with('%') { None } else { Decimal::from_str(&bare).ok() }
}

/// The columns of amounts of one table, each added up by what is printed.
fn foots(archive: &str, line: &str, unit: &str) {
    let table = shown(archive, &format!("{line} --unit {unit}"));
    let total = table.totals.last().unwrap_or_else(|| panic!("{line}: no total"));
    let amounts: Vec<usize> = (0..table.headings.len()).filter(|at| table.headings[*at].contains(&format!("（{unit}）"))).collect();
    assert!(!amounts.is_empty(), "{line}: {:?}", table.headings);
    for at in amounts {
        let Some(printed) = number(&total[at]) else { continue };
        let sum: Decimal = table.rows.iter().filter_map(|row| number(&row[at])).sum();
        assert_eq!(sum, printed, "{line} --unit {unit}: {}", table.headings[at]);
    }
}

#[test]
fn printed_lines_add_up_to_the_printed_total_in_every_unit() {
    for unit in ["元", "万元", "亿元"] {
        for line in ["revenue --year 2026", "revenue --year 2026 --by am", "revenue --year 2026 --by month", "revenue --year 2026 --actual"]
        {
            foots("examples/trading", line, unit);
            foots("examples/telecom", line, unit);
        }
        for line in ["stats abc --period 2025", "stats composition --period 2025", "stats mix --period 2025"] {
            foots("examples/trading", line, unit);
        }
    }
}

#[test]
fn a_unit_is_a_choice_of_who_looks_and_no_matter_of_machines() {
    let copy = copy_of("examples/telecom");
    let run = |words: &str| Kehu::line(&format!("revenue --year 2026 --as-of 2026-07-08 {words}")).inside(copy.path()).run().clean();
    assert!(run("--unit 元").contains("35,505,000.00"));
    assert!(run("--unit 万").contains("3,550.50"));
    assert!(run("--unit yi --lang en").contains("0.35505"));
    assert_eq!(run("--format csv"), run("--format csv --unit 亿元"));
    assert_eq!(run("--format json"), run("--format json --unit 元"));
    let refused = Kehu::line("revenue --unit 千元").inside(copy.path()).run();
    assert_eq!(refused.status, Some(2));
    assert!(refused.stderr.contains("万元"), "{}", refused.stderr);
}
