//! What is read from bytes that people bring, and what is written for them.

use encoding_rs::GB18030;
use proptest::prelude::*;

use super::*;

fn options(known: &dyn Fn(&str) -> bool) -> Options<'_> {
    Options { coding: Coding::Auto, header_row: None, known }
}

fn known(name: &str) -> bool {
    ["客户名称", "联系人", "手机"].contains(&name)
}

fn table(text: &str) -> Table {
    read(text.as_bytes(), &options(&known)).expect("is a table")
}

fn cells(table: &Table) -> Vec<(usize, String)> {
    table.rows.iter().map(|row| (row.number, row.cells.join("|"))).collect()
}

#[test]
fn separators_line_ends_and_quotes_are_recognised() {
    for (separator, end) in [(",", "\n"), (";", "\r\n"), ("\t", "\r"), (",", "\r\n")] {
        let rows = [["客户名称", "联系人", "手机"], ["云岭,移动; 公司", "\"李\"\"国强\n\"", "138"], ["", "", ""], ["甲", "乙", ""]];
        let quoted = |cell: &str| if cell.starts_with('"') { cell.to_owned() } else { format!("\"{cell}\"") };
        let text: String = rows.iter().map(|row| row.map(quoted).join(separator) + end).collect();
        let table = table(&text);
        assert_eq!(table.separator.to_string(), separator);
        assert_eq!(table.columns, ["客户名称", "联系人", "手机"]);
        assert_eq!(cells(&table), [(2, "云岭,移动; 公司|李\"国强\n|138".to_owned()), (4, "甲|乙|".to_owned())], "{separator:?} {end:?}");
    }
}

#[test]
fn a_title_above_the_header_and_a_separator_line_are_passed_over() {
    let text = "客户通讯录,,\r\n制表：周岚,2026-07-01\r\n\r\n客户名称,联系人,手机,,\r\n甲,乙,1,,\r\n";
    let read = table(text);
    assert_eq!((read.header_row, read.columns.len()), (4, 3));
    assert_eq!(cells(&read), [(5, "甲|乙|1||".to_owned())]);
    assert_eq!(read.beyond(&read.rows[0]), None);
    let said = table("sep=;\n客户名称;联系人,手机\n甲;乙\n");
    assert_eq!((said.separator, said.header_row), (';', 1));
    assert_eq!(cells(&said), [(2, "甲|乙".to_owned())]);
    let (from, to) = said.rows[0].place;
    assert_eq!(&said.text[from..to], "甲;乙");
    // Nothing is known: the first row with anything in it.
    assert_eq!(table("\n名\n甲\n").header_row, 2);
    let asked = Options { header_row: Some(2), ..options(&known) };
    assert_eq!(read_columns("客户名称,手机\na,b\n1,2\n", &asked), ["a", "b"]);
    assert!(matches!(super::read(b"a,b\n", &Options { header_row: Some(7), ..options(&known) }), Err(Fault::NoHeader)));
}

fn read_columns(text: &str, options: &Options<'_>) -> Vec<String> {
    read(text.as_bytes(), options).expect("is a table").columns
}

#[test]
fn encodings_are_recognised_or_named() {
    let text = "客户名称,联系人\r\n云岭通信,李国强\r\n";
    let gb = GB18030.encode(text).0.into_owned();
    let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bom = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    for (bytes, charset) in [(gb.clone(), Some(Charset::Gb18030)), (le, Some(Charset::Utf16Le)), (bom, None), (text.into(), None)] {
        let read = read(&bytes, &options(&known)).expect("is a table");
        assert_eq!((read.charset, read.columns[0].as_str(), read.rows[0].cell(1)), (charset, "客户名称", "李国强"));
    }
    let said = |coding| read(&gb, &Options { coding, ..options(&known) });
    assert!(matches!(said(Coding::Utf8), Err(Fault::Encoding(Refusal::OtherEncoding("GB18030")))));
    assert!(matches!(said(Coding::Other(Charset::Utf16Be)), Err(Fault::Encoding(Refusal::OtherEncoding("GB18030")))));
    assert!(said(Coding::Other(Charset::Gb18030)).is_ok());
}

#[test]
fn what_is_no_table_says_where() {
    assert!(matches!(read("客户名称,手机\n甲,1\n乙,\"2\n丙,3\n".as_bytes(), &options(&known)), Err(Fault::OpenQuote(3))));
    assert!(matches!(read(b"\n , \n", &options(&known)), Err(Fault::NoHeader)));
    assert!(matches!(read(b"", &options(&known)), Err(Fault::NoHeader)));
    for fault in [Fault::OpenQuote(3), Fault::NoHeader, Fault::Encoding(Refusal::UnknownEncoding)] {
        assert!(!fault.words(Lang::Zh).is_empty() && !fault.words(Lang::En).is_empty());
    }
}

#[test]
fn columns_have_names_or_letters() {
    let table = table("客户名称,,手机\n甲,乙,丙,丁\n");
    assert_eq!((table.column(0).as_str(), table.column(1).as_str(), table.column(27).as_str()), ("客户名称", "B", "AB"));
    assert_eq!((table.find("手 机"), table.find("b"), table.find("A"), table.find("无")), (Some(2), Some(1), None, None));
    assert_eq!(table.beyond(&table.rows[0]), Some(3));
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), row in prop::option::of(0_usize..4)) {
        for coding in [Coding::Auto, Coding::Utf8, Coding::Other(Charset::Gb18030)] {
            let _ = read(&bytes, &Options { coding, header_row: row, known: &known });
        }
    }

    #[test]
    fn no_text_panics(text in "[a,;\t\"\r\n 客]{0,60}") {
        let _ = read(text.as_bytes(), &options(&known));
    }

    #[test]
    fn what_is_written_is_read(rows in prop::collection::vec(prop::collection::vec("[a,;\t\"\r\n 客]{0,6}", 3), 0..6), at in 0_usize..3) {
        let separator = SEPARATORS[at];
        let mut text = String::new();
        write(&mut text, separator, ["客户名称", "联系人", "手机"]);
        for row in &rows {
            write(&mut text, separator, row.iter().map(String::as_str));
        }
        let table = table(&text);
        let wanted: Vec<_> = rows.into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
        prop_assert_eq!(table.separator, separator);
        prop_assert_eq!(table.rows.into_iter().map(|row| row.cells).collect::<Vec<_>>(), wanted);
    }
}
