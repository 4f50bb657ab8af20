//! iCalendar (RFC 5545): whole days with an alarm. Lines end in CRLF and are folded at 75 octets, never within a character.

use chrono::{Days, NaiveDate};

/// Octets of a line, its line break not counted.
const LINE: usize = 75;
/// Nine in the morning of the day before: this long before the day begins.
const ALARM: &str = "-PT15H";

/// One whole day in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is known by, so that a second import replaces the first.
    pub uid: String,
    /// The day.
    pub day: NaiveDate,
    /// Its title.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// What sort it is.
    pub category: String,
}

/// A calendar of this name. `made`: the day of the entries' time stamp.
#[must_use]
pub fn render(name: &str, entries: &[Entry], made: NaiveDate) -> String {
    let mut out = Lines::default();
    out.plain("BEGIN", "VCALENDAR");
    out.plain("VERSION", "2.0");
    out.plain("PRODID", "-//kehu//kehu//ZH");
    out.plain("CALSCALE", "GREGORIAN");
    out.plain("METHOD", "PUBLISH");
    out.text("X-WR-CALNAME", name);
    for entry in entries {
        let next = entry.day.checked_add_days(Days::new(1)).unwrap_or(entry.day);
        out.plain("BEGIN", "VEVENT");
        out.text("UID", &entry.uid);
        out.plain("DTSTAMP", &format!("{}T000000Z", made.format("%Y%m%d")));
        out.plain("DTSTART;VALUE=DATE", &entry.day.format("%Y%m%d").to_string());
        // The first day that does not belong to it any more.
        out.plain("DTEND;VALUE=DATE", &next.format("%Y%m%d").to_string());
        out.text("SUMMARY", &entry.summary);
        out.text("DESCRIPTION", &entry.description);
        out.text("CATEGORIES", &entry.category);
        out.plain("TRANSP", "TRANSPARENT");
        out.plain("BEGIN", "VALARM");
        out.plain("ACTION", "DISPLAY");
        out.text("DESCRIPTION", &entry.summary);
        out.plain("TRIGGER", ALARM);
        out.plain("END", "VALARM");
        out.plain("END", "VEVENT");
    }
    out.plain("END", "VCALENDAR");
    out.0
}

/// Content lines.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A value that needs no escapes.
    fn plain(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// A text: backslash, semicolon, comma and line break are escaped; other control characters have no place in it.
    fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        for c in value.replace("\r\n", "\n").chars() {
            match c {
                '\\' | ';' | ',' => line.extend(['\\', c]),
                '\n' | '\r' => line.push_str("\\n"),
                '\t' => line.push(' '),
                c if c.is_control() => {}
                c => line.push(c),
            }
        }
        self.fold(&line);
    }

    /// One content line, in as many lines as it takes; those that go on begin with a blank.
    fn fold(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(summary: &str, description: &str) -> Entry {
        let day = "2026-07-31".parse().expect("a day");
        Entry { uid: "contact-1@kehu".into(), day, summary: summary.into(), description: description.into(), category: "contact".into() }
    }

    fn calendar(summary: &str, description: &str) -> String {
        render("到期事项", &[entry(summary, description)], "2026-07-08".parse().expect("a day"))
    }

    #[test]
    fn a_day_ends_where_the_next_begins() {
        let text = calendar("联系：云岭移动", "客户：云岭移动");
        for line in ["DTSTART;VALUE=DATE:20260731", "DTEND;VALUE=DATE:20260801", "DTSTAMP:20260708T000000Z", "TRIGGER:-PT15H"] {
            assert!(text.contains(&format!("{line}\r\n")), "{line} in\n{text}");
        }
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let long = "重新评估关系状况，".repeat(20);
        let text = calendar(&long, "a".repeat(75).as_str());
        assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains(&format!("SUMMARY:{long}\r\n")), "{unfolded}");
        assert!(unfolded.contains(&format!("DESCRIPTION:{}\r\n", "a".repeat(75))));
    }

    #[test]
    fn another_reader_finds_the_same() {
        use icalendar::{Calendar, CalendarComponent, Component};
        let (summary, description) = ("a;b,c\\d：联系\u{7}", "第一行\n第二行，\"引号\"；END:VEVENT");
        let calendar: Calendar = calendar(summary, description).parse().expect("it can be read");
        let [CalendarComponent::Event(event)] = calendar.components.as_slice() else { panic!("one event") };
        assert_eq!((event.get_summary(), event.get_description()), (Some("a;b,c\\d：联系"), Some(description)));
        assert_eq!(event.get_uid(), Some("contact-1@kehu"));
        assert_eq!(event.get_start().map(|start| start.date_naive().to_string()).as_deref(), Some("2026-07-31"));
        assert_eq!(event.get_end().map(|end| end.date_naive().to_string()).as_deref(), Some("2026-08-01"));
        assert_eq!(event.components().len(), 1);
    }
}
