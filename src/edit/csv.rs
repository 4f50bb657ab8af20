//! Tables that people bring: the bytes of a CSV file become rows, whatever encoding, separator and line ends a spreadsheet gave it. Nothing is
//! dropped without a word: what cannot be read as a table is a fault that says where.

use super::Refusal;
use super::encoding::{self, Asked, Charset, Utf8};
use crate::resolve::fold;
use crate::say;
use crate::words::Lang;

/// Rows among which the header is looked for: a title and who made the table often stand above it.
const HEADER_WITHIN: usize = 5;
/// Separators that are tried, the usual one first.
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// What the encoding is said to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coding {
    /// Whatever it looks like.
    #[default]
    Auto,
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// One of the others.
    Other(Charset),
}

/// How a table is read.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The encoding.
    pub coding: Coding,
    /// The row of the header as a spreadsheet counts, from 1; none: the first of the first rows with two known columns.
    pub header_row: Option<usize>,
    /// Whether a column of this name is known: by that the header and the separator are recognised.
    pub known: &'a dyn Fn(&str) -> bool,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What the bytes were, where they were not UTF-8.
    pub charset: Option<Charset>,
    /// What stands between two cells.
    pub separator: char,
    /// The header: names as written, without spaces around them.
    pub columns: Vec<String>,
    /// Its row.
    pub header_row: usize,
    /// The rows below the header that are not blank.
    pub rows: Vec<Row>,
    /// The text of which rows have places.
    pub text: String,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number as a spreadsheet shows it, from 1.
    pub number: usize,
    /// Its cells as written; there may be fewer or more than columns.
    pub cells: Vec<String>,
    /// Where it stands in the text, as bytes after the byte order mark and the separator's line, without its line end.
    pub place: (usize, usize),
}

/// Why bytes are no table.
#[derive(Debug)]
pub enum Fault {
    /// They are no text, or of another encoding.
    Encoding(Refusal),
    /// A quotation mark that begins in this row is never closed.
    OpenQuote(usize),
    /// There is no row with anything in it, or none where the header should be.
    NoHeader,
}

impl Row {
    /// A cell without spaces around it; empty where the row is shorter.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// Read with another separator, an empty row is nothing but separators.
    fn says_something(&self) -> bool {
        self.cells.iter().any(|cell| cell.contains(|sign: char| !sign.is_whitespace() && !SEPARATORS.contains(&sign)))
    }
}

impl Table {
    /// What a column is called: its name, else its letters (`C`) as a spreadsheet has them.
    #[must_use]
    pub fn column(&self, at: usize) -> String {
        self.columns.get(at).filter(|name| !name.is_empty()).cloned().unwrap_or_else(|| letters(at))
    }

    /// The column of this name, or of these letters where no name is so, without regard to width, case and spaces.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        let name = fold(name);
        let named = self.columns.iter().position(|column| !column.is_empty() && fold(column) == name);
        named.or_else(|| (0..self.width()).find(|at| self.columns.get(*at).is_none_or(String::is_empty) && fold(&letters(*at)) == name))
    }

    /// The first cell with something in it that stands beyond the last column of the header: most often a separator inside a value that
    /// was not put in quotes.
    #[must_use]
    pub fn beyond(&self, row: &Row) -> Option<usize> {
        (self.columns.len()..row.cells.len()).find(|at| !row.cell(*at).is_empty())
    }

    /// Columns of header and rows.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default().max(self.columns.len())
    }
}

/// The letters of a column: `A`, `Z`, `AA`.
fn letters(at: usize) -> String {
    let mut out = Vec::new();
    let mut rest = at + 1;
    while rest > 0 {
        rest -= 1;
        out.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    out.iter().rev().collect()
}

impl Fault {
    /// Why, and what to do.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let save =
            say!(lang, "请在表格软件中另存为「CSV UTF-8（逗号分隔）」", "save it from the spreadsheet as `CSV UTF-8 (comma delimited)`");
        match self {
            Self::Encoding(Refusal::OtherEncoding(name)) => {
                let option = name.to_ascii_lowercase();
                say!(
                    lang,
                    "像是 {name}；请改用 `--encoding {option}` 或 `auto`",
                    "it looks like {name}; use `--encoding {option}` or `auto`"
                )
            }
            Self::Encoding(Refusal::UnknownEncoding) => say!(
                lang,
                "认不出是哪种编码；如果是中文 Excel 存的 CSV，请加 `--encoding gb18030`，否则{save}",
                "no encoding that is known here; add `--encoding gb18030` when a Chinese Excel wrote it, else {save}"
            ),
            Self::Encoding(refusal) => refusal.words(lang),
            Self::OpenQuote(row) => say!(
                lang,
                "第 {row} 行的引号没有结束；请补上引号，或{save}",
                "the quotation mark that begins in row {row} is never closed; close it, or {save}"
            ),
            Self::NoHeader => say!(
                lang,
                "没有表头：第一行应写各列的名称，或用 `--header-row N` 指明表头在第几行",
                "there is no header: the first row names the columns, or `--header-row N` says which row does"
            ),
        }
    }
}

/// Reads a table.
///
/// # Errors
/// When the bytes are none.
pub fn read(bytes: &[u8], options: &Options<'_>) -> Result<Table, Fault> {
    let (charset, text) = text(bytes, options.coding).map_err(Fault::Encoding)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let (said, text) = said_separator(text);
    let separator = said.unwrap_or_else(|| sniff(text, options));
    let mut rows = Vec::new();
    if let Some(row) = split(text, separator, |row| {
        rows.push(row);
        true
    }) {
        return Err(Fault::OpenQuote(row));
    }
    let at = header(&rows, options).ok_or(Fault::NoHeader)?;
    let below = rows.split_off(at + 1);
    let head = rows.pop().ok_or(Fault::NoHeader)?;
    let mut columns: Vec<String> = head.cells.iter().map(|cell| cell.trim().to_owned()).collect();
    // A spreadsheet that once had more columns writes their separators for ever.
    while columns.last().is_some_and(String::is_empty) {
        columns.pop();
    }
    Ok(Table {
        charset,
        separator,
        columns,
        header_row: head.number,
        rows: below.into_iter().filter(|row| !row.is_blank()).collect(),
        text: text.to_owned(),
    })
}

fn text(bytes: &[u8], coding: Coding) -> Result<(Option<Charset>, String), Refusal> {
    // Somebody named this very file.
    let asked = Asked { path: "import.csv".to_owned(), by_name: true };
    let named = match coding {
        Coding::Other(charset) => Some(charset),
        Coding::Auto | Coding::Utf8 => None,
    };
    match encoding::utf8(bytes, &asked, named)? {
        Utf8::Already => Ok((None, String::from_utf8_lossy(bytes).into_owned())),
        Utf8::Was(charset, _) if coding == Coding::Utf8 => Err(Refusal::OtherEncoding(charset.name())),
        Utf8::Was(charset, text) => Ok((Some(charset), text)),
    }
}

/// `sep=;` in a line of its own, which a spreadsheet reads and does not show.
fn said_separator(text: &str) -> (Option<char>, &str) {
    let Some(rest) = text.strip_prefix("sep=") else { return (None, text) };
    let mut rest = rest.chars();
    let said = rest.next().filter(|sign| SEPARATORS.contains(sign));
    let after = rest.as_str();
    match (said, after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r']))) {
        (Some(said), Some(after)) => (Some(said), after),
        _ => (None, text),
    }
}

/// The separator with which the header has most known columns; where none is known, with which the first rows are widest.
fn sniff(text: &str, options: &Options<'_>) -> char {
    let score = |separator: char| {
        let mut first = Vec::new();
        let until = options.header_row.unwrap_or(HEADER_WITHIN);
        let broken = split(text, separator, |row| {
            first.push(row);
            first.len() < until
        });
        let at = header(&first, options);
        let head = at.and_then(|at| first.get(at));
        (head.map_or(0, |row| known(row, options)), broken.is_none(), head.map_or(0, |row| row.cells.len()))
    };
    let mut best = (SEPARATORS[0], score(SEPARATORS[0]));
    for separator in &SEPARATORS[1..] {
        let score = score(*separator);
        if score > best.1 {
            best = (*separator, score);
        }
    }
    best.0
}

fn known(row: &Row, options: &Options<'_>) -> usize {
    row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty() && (options.known)(cell)).count()
}

fn header(rows: &[Row], options: &Options<'_>) -> Option<usize> {
    if let Some(wanted) = options.header_row {
        return rows.iter().position(|row| row.number == wanted && !row.is_blank());
    }
    let sure = rows.iter().take(HEADER_WITHIN).position(|row| known(row, options) >= 2);
    sure.or_else(|| rows.iter().position(Row::says_something))
}

/// Gives every row to `take` until that says no. The row whose quotation mark is never closed, if any.
fn split(text: &str, separator: char, mut take: impl FnMut(Row) -> bool) -> Option<usize> {
    let mut row = Row { number: 1, cells: Vec::new(), place: (0, 0) };
    let mut cell = String::new();
    let mut quoted = false;
    // Whether the cell began with a quotation mark that is closed by now.
    let mut closed = false;
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        if quoted {
            match sign {
                '"' if signs.next_if(|(_, next)| *next == '"').is_some() => cell.push('"'),
                '"' => (quoted, closed) = (false, true),
                _ => cell.push(sign),
            }
        } else if sign == '"' && !closed && cell.trim().is_empty() {
            cell.clear();
            quoted = true;
        } else if sign == separator {
            row.cells.push(std::mem::take(&mut cell));
            closed = false;
        } else if sign == '\n' || sign == '\r' {
            let mut after = at + 1;
            if sign == '\r' && signs.next_if(|(_, next)| *next == '\n').is_some() {
                after += 1;
            }
            row.cells.push(std::mem::take(&mut cell));
            row.place.1 = at;
            closed = false;
            let next = Row { number: row.number + 1, cells: Vec::new(), place: (after, after) };
            if !take(std::mem::replace(&mut row, next)) {
                return None;
            }
        } else {
            cell.push(sign);
        }
    }
    if quoted {
        return Some(row.number);
    }
    if !cell.is_empty() || !row.cells.is_empty() || closed {
        row.cells.push(cell);
        row.place.1 = text.len();
        take(row);
    }
    None
}

/// Adds a row to a text, with the line end that spreadsheets write.
pub fn write<'c>(out: &mut String, separator: char, cells: impl IntoIterator<Item = &'c str>) {
    let mut first = true;
    for cell in cells {
        if !std::mem::take(&mut first) {
            out.push(separator);
        }
        let plain = !cell.contains([separator, '"', '\n', '\r']) && cell.trim() == cell;
        if plain {
            out.push_str(cell);
        } else {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests;
