//! Rows of a CSV text with the byte where each begins.

use std::cell::RefCell;

use csv_core::{ReadRecordResult, Reader};

thread_local! {
    // Its tables take longer to build than a file of orders to read: one a thread, reset for each file.
    static READER: RefCell<Reader> = RefCell::new(Reader::new());
}

/// Gives every row to `take` with the byte where it begins, until that says no. Whether all were taken.
pub(super) fn rows(text: &str, take: impl FnMut(u32, &[&str]) -> bool) -> bool {
    if memchr::memchr2(b'"', b'\r', text.as_bytes()).is_none() {
        return plain_rows(text, take);
    }
    READER.with_borrow_mut(|reader| {
        reader.reset();
        read(reader, text, take)
    })
}

/// Without a quotation mark a row is a line and a cell what stands between two commas: no reader is needed.
fn plain_rows(text: &str, mut take: impl FnMut(u32, &[&str]) -> bool) -> bool {
    let mut start = 0;
    let mut cells: Vec<&str> = Vec::with_capacity(8);
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        if end > start {
            cells.clear();
            cells.extend(text[start..end].split(','));
            if !take(u32::try_from(start).unwrap_or(u32::MAX), &cells) {
                return false;
            }
        }
        start = end + 1;
    }
    true
}

fn read(reader: &mut Reader, text: &str, mut take: impl FnMut(u32, &[&str]) -> bool) -> bool {
    let mut cells = vec![0_u8; 1024];
    let mut ends = vec![0_usize; 16];
    let (mut at, mut start, mut filled, mut count) = (0, 0, 0, 0);
    loop {
        let (result, read, wrote, ended) = reader.read_record(&text.as_bytes()[at..], &mut cells[filled..], &mut ends[count..]);
        at += read;
        filled += wrote;
        count += ended;
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull => cells.resize(cells.len() * 2, 0),
            ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
            ReadRecordResult::End => return true,
            ReadRecordResult::Record => {
                // What is left of the line end before belongs to no row.
                start += text.as_bytes()[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
                if !give(&cells[..filled], &ends[..count], start, &mut take) {
                    return false;
                }
                (filled, count, start) = (0, 0, at);
            }
        }
    }
}

fn give(cells: &[u8], ends: &[usize], start: usize, take: &mut impl FnMut(u32, &[&str]) -> bool) -> bool {
    let mut from = 0;
    let mut out: [&str; 16] = [""; 16];
    let count = ends.len().min(out.len());
    // Cells are stretches of the text between separators, which are ASCII: none ends inside a character.
    let row = std::str::from_utf8(cells).unwrap_or_default();
    for (place, end) in out.iter_mut().zip(ends) {
        *place = row.get(from..*end).unwrap_or_default();
        from = *end;
    }
    take(u32::try_from(start).unwrap_or(u32::MAX), &out[..count])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_rows_with_their_places() {
        let mut got = Vec::new();
        let whole = rows("日期,金额\r\n2026-01-01,\"1,5\"\n\n2026-01-02,3", |start, cells| {
            got.push((start, cells.join("|")));
            true
        });
        assert!(whole);
        assert_eq!(got.len(), 3);
        assert_eq!(got[0].1, "日期|金额");
        assert_eq!(got[1], (15, "2026-01-01|1,5".to_owned()));
        assert_eq!(got[2].1, "2026-01-02|3");
    }

    #[test]
    fn plain_rows_are_read_as_the_reader_reads_them() {
        for text in ["a,b\n1,2\n", "a,b\n\n1,,2", "", "\n\n", "日期,金额\n2026-01-01,\n"] {
            let (mut plain, mut careful) = (Vec::new(), Vec::new());
            let note = |out: &mut Vec<String>, start: u32, cells: &[&str]| out.push(format!("{start} {}", cells.join("|")));
            plain_rows(text, |start, cells| {
                note(&mut plain, start, cells);
                true
            });
            read(&mut Reader::new(), text, |start, cells| {
                note(&mut careful, start, cells);
                true
            });
            assert_eq!(plain, careful, "{text:?}");
        }
    }

    #[test]
    fn long_rows_grow_the_buffers() {
        let long = format!("{},{}\n", "字".repeat(2000), "a,".repeat(40));
        let mut count = 0;
        rows(&long, |_, cells| {
            count = cells[0].chars().count();
            true
        });
        assert_eq!(count, 2000);
    }
}
