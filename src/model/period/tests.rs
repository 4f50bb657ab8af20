use super::*;

fn day(text: &str) -> NaiveDate {
    parse_date(text).expect("a date")
}

/// How a period reads on Wednesday 8 July 2026: its days.
fn read(text: &str) -> String {
    match Period::parse(text, day("2026-07-08")) {
        Ok(p) => format!("{}..{}", p.first_day(), p.last_day()),
        Err(PeriodError::Unknown(_)) => "unknown".to_owned(),
        Err(PeriodError::Backwards(_)) => "backwards".to_owned(),
    }
}

#[test]
fn periods_of_the_command_line() {
    for (text, days) in [
        ("2026", "2026-01-01..2026-12-31"),
        ("2026-Q3", "2026-07-01..2026-09-30"),
        ("2026-q1", "2026-01-01..2026-03-31"),
        ("2026-H1", "2026-01-01..2026-06-30"),
        ("2024-02", "2024-02-01..2024-02-29"),
        ("2026-07-08", "2026-07-08..2026-07-08"),
        ("last-month", "2026-06-01..2026-06-30"),
        ("this-quarter", "2026-07-01..2026-09-30"),
        ("last-year", "2025-01-01..2025-12-31"),
        ("this-week", "2026-07-06..2026-07-12"),
        ("ytd", "2026-01-01..2026-07-08"),
        ("2026-01..2026-03", "2026-01-01..2026-03-31"),
        ("2025-12-30..2026-01-02", "2025-12-30..2026-01-02"),
        ("2026-Q1..today", "2026-01-01..2026-07-08"),
        ("上月", "2026-06-01..2026-06-30"),
        ("本季度", "2026-07-01..2026-09-30"),
        ("上季度", "2026-04-01..2026-06-30"),
        ("下半年", "2026-07-01..2026-12-31"),
        ("年初至今", "2026-01-01..2026-07-08"),
        ("2026年", "2026-01-01..2026-12-31"),
        ("2026年7月", "2026-07-01..2026-07-31"),
        ("2026年第三季度", "2026-07-01..2026-09-30"),
        ("2026年一季度", "2026-01-01..2026-03-31"),
        ("2026年十二月", "2026-12-01..2026-12-31"),
        ("2026年上半年", "2026-01-01..2026-06-30"),
        ("２０２６－Ｑ３", "2026-07-01..2026-09-30"),
        ("2026Q3", "2026-07-01..2026-09-30"),
        (" 2026 ", "2026-01-01..2026-12-31"),
        ("2026-03..2026-01", "backwards"),
    ] {
        assert_eq!(read(text), days, "{text}");
    }
}

#[test]
fn what_is_no_period() {
    for text in
        ["", "206", "20266", "2026-13", "2026-Q5", "2026-H3", "2026-7", "2026-02-30", "soon", "..", "2026..", "2026年13月", "2026年+3月"]
    {
        assert_eq!(read(text), "unknown", "{text}");
    }
}

#[test]
fn machine_form_reads_back() {
    let today = day("2026-07-08");
    for text in ["2026", "2026-H2", "2026-Q3", "2026-07", "2026-07-08", "2026-01-01..2026-07-08"] {
        let period = Period::parse(text, today).expect("a period");
        assert_eq!(period.to_string(), text);
    }
    assert_eq!(Period::parse("ytd", today).expect("a period").to_string(), "2026-01-01..2026-07-08");
}

#[test]
fn before_and_after() {
    let today = day("2026-01-08");
    let neighbours = |text: &str| {
        let p = Period::parse(text, today).expect("a period");
        format!("{} {}", p.previous(), p.next())
    };
    assert_eq!(neighbours("2026"), "2025 2027");
    assert_eq!(neighbours("2026-Q1"), "2025-Q4 2026-Q2");
    assert_eq!(neighbours("2026-H1"), "2025-H2 2026-H2");
    assert_eq!(neighbours("2026-12"), "2026-11 2027-01");
    assert_eq!(neighbours("2026-01-01..2026-01-10"), "2025-12-22..2025-12-31 2026-01-11..2026-01-20");
    assert_eq!(Period::last_complete(PeriodKind::Quarter, today).to_string(), "2025-Q4");
    assert_eq!(Quarter::of(today).previous().next(), Quarter::of(today));
    assert_eq!(Month::of(today).previous().to_string(), "2025-12");
    assert!(Period::from(Month::of(day("2026-06-30"))).is_complete(day("2026-07-01")));
    assert!(!Period::from(Month::of(day("2026-06-30"))).is_complete(day("2026-06-30")));
}

#[test]
fn labels_in_both_languages() {
    let label = |text: &str, lang| Period::parse(text, day("2026-07-08")).expect("a period").label(lang);
    assert_eq!(label("2026-Q3", Lang::Zh), "2026年第3季度");
    assert_eq!(label("2026-H2", Lang::Zh), "2026年下半年");
    assert_eq!(label("2026-07", Lang::Zh), "2026年7月");
    assert_eq!(label("ytd", Lang::Zh), "2026-01-01 至 2026-07-08");
    assert_eq!(label("2026-Q3", Lang::En), "2026-Q3");
}

#[test]
fn strict_dates() {
    assert_eq!(parse_date("2026-02-28").map(|d| d.to_string()).as_deref(), Some("2026-02-28"));
    for text in ["2026-2-28", "2026-02-29", "2026-02-28 ", "26-02-28", "2026/02/28", "2026-02-28T00:00", "２０２６-02-28", "+026-02-28", ""]
    {
        assert_eq!(parse_date(text), None, "{text}");
    }
}

#[test]
fn guessed_dates() {
    for text in [
        "2026/7/15",
        "2026.7.15",
        "2026年7月15日",
        "2026年7月15号",
        "7/15/26",
        "7/15/2026",
        "15/7/2026",
        "２０２６－０７－１５",
        "20260715",
        "2026-7-15",
        "2026-07-15T10:20:00",
        "2026/7/15 10:20",
        "2026 年 7 月 15 日",
        "26.7.15",
        "26年7月15日",
        "15.7.2026",
        "2026-07-15",
        "2026、7、15",
    ] {
        assert_eq!(guess_date(text), Some(day("2026-07-15")), "{text}");
    }
    for text in ["", "七月", "2026-07", "5.7.2026", "2026-13-01", "2026-02-30", "138001380", "1/2/3", "7月15日", "v1.2.3"] {
        assert_eq!(guess_date(text), None, "{text}");
    }
}
