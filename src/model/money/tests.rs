use proptest::prelude::*;

use super::*;
use crate::model::fold::Folded;

fn money(text: &str, unit: Unit) -> Money {
    Money::parse(text, unit).expect("an amount").0
}

fn rate(text: &str) -> Percent {
    Percent::parse(text).expect("a percentage").0
}

#[test]
fn reads_what_people_write() {
    for (text, yuan) in [
        ("1200", "12000000.00"),
        ("1_200.50", "12005000.00"),
        ("-5", "-50000.00"),
        ("+5", "50000.00"),
        (".5", "5000.00"),
        ("320万", "3200000.00"),
        ("320 万元", "3200000.00"),
        ("1,200,000元", "1200000.00"),
        ("1,200,000 元整", "1200000.00"),
        ("1.5亿", "150000000.00"),
        ("1.5亿元", "150000000.00"),
        ("¥3,000", "3000.00"),
        ("￥3,000.5", "3000.50"),
        ("-¥3,000", "-3000.00"),
        ("¥-3,000", "-3000.00"),
        ("¥320万", "3200000.00"),
        ("RMB 3000", "3000.00"),
        ("人民币3千万元", "30000000.00"),
        ("0.000001", "0.01"),
        ("0.0000005", "0.01"),
        ("0.00000049999999999999999999999999", "0.00"),
        ("-0.0000005", "-0.01"),
        ("00012", "120000.00"),
    ] {
        assert_eq!(money(text, Unit::Wan).to_yuan_string(), yuan, "{text}");
        assert_eq!(Money::parse(text, Unit::Wan).map(|m| m.1), Ok(Folded::No), "{text}");
    }
}

#[test]
fn full_width_is_read_and_said() {
    for text in ["３２０万", "1，200元", "320．5万", "－5"] {
        assert_eq!(Money::parse(text, Unit::Yuan).map(|m| m.1), Ok(Folded::Yes), "{text}");
    }
    assert_eq!(money("１，２００．５０元", Unit::Wan).to_yuan_string(), "1200.50");
}

#[test]
fn refuses_the_rest() {
    let error = |text: &str| Money::parse(text, Unit::Yuan).expect_err(text);
    assert_eq!(error("  "), MoneyError::Empty);
    for text in ["约三百万", "-", "¥", "--5", "1.2.3", "inf", "nan", "."] {
        assert_eq!(error(text), MoneyError::NotANumber, "{text}");
    }
    for text in ["1e6", "1E+6", "1.5e-3"] {
        assert_eq!(error(text), MoneyError::Exponent, "{text}");
    }
    for text in ["1,20", "12,0000", ",200", "1,,200", "1200,", "1_", "_1", "1__2", "1.0,00", "1234,567"] {
        assert!(matches!(error(text), MoneyError::Grouping | MoneyError::NotANumber), "{text}");
    }
    assert_eq!(error("3 美元"), MoneyError::UnknownUnit("美元".to_owned()));
    assert_eq!(error("0x10"), MoneyError::UnknownUnit("x10".to_owned()));
    assert_eq!(error("100000000000000000"), MoneyError::TooLarge);
    assert_eq!(error("99999999999999999999999999999999999999999"), MoneyError::TooLarge);
    assert_eq!(money("92,233,720,368,547,758.07", Unit::Yuan).fen(), i64::MAX);
}

#[test]
fn golden_lines_of_the_revenue_plan() {
    for (contract, win, expected, margin, profit) in [
        ("1200", "60", "7200000.00", "8", "576000.00"),
        ("800", "50", "4000000.00", "10", "400000.00"),
        ("450", "30", "1350000.00", "12", "162000.00"),
        ("320", "70%", "2240000.00", "9", "201600.00"),
        ("180.50", "45", "812250.00", "7.5", "60918.75"),
        ("600", "20", "1200000.00", "6", "72000.00"),
    ] {
        let revenue = money(contract, Unit::Wan).mul_percent(rate(win)).expect("small");
        assert_eq!(revenue.to_yuan_string(), expected);
        assert_eq!(revenue.mul_percent(rate(margin)).expect("small").to_yuan_string(), profit);
    }
}

#[test]
fn golden_sums() {
    let total = |texts: &[&str]| Money::total(texts.iter().map(|t| money(t, Unit::Wan))).expect("small");
    let contract = total(&["1200", "800", "450", "320", "180.50", "600"]);
    let expected = total(&["720", "400", "135", "224", "81.225", "120"]);
    let profit = total(&["57.60", "40", "16.20", "20.16", "6.091875", "7.20"]);
    assert_eq!([contract, expected, profit].map(Money::to_yuan_string), ["35505000.00", "16802250.00", "1472518.75"]);
    assert_eq!(Percent::weighted(expected, contract).expect("not zero").rounded(2), "47.32");
    assert_eq!(Percent::weighted(profit, expected).expect("not zero").rounded(2), "8.76");
    assert_eq!(expected.display(Unit::Wan, 2), "1,680.23");
    assert_eq!(profit.display(Unit::Wan, 2), "147.25");
}

#[test]
fn rounds_half_away_from_zero() {
    assert_eq!(Money::from_fen(1).mul_percent(rate("50")), Some(Money::from_fen(1)));
    assert_eq!(Money::from_fen(-1).mul_percent(rate("50")), Some(Money::from_fen(-1)));
    assert_eq!(Money::from_fen(-1).mul_percent(rate("49.99")), Some(Money::ZERO));
    assert_eq!(Money::from_fen(1).mul_percent(rate("-50")), Some(Money::from_fen(-1)));
    assert_eq!(Money::from_fen(3).mul_ratio(1, 2), Some(Money::from_fen(2)));
    assert_eq!(Money::from_fen(-3).mul_ratio(1, 2), Some(Money::from_fen(-2)));
    assert_eq!(Money::from_fen(3).mul_ratio(1, 0), None);
    assert_eq!(Money::from_fen(i64::MAX).mul_percent(rate("200")), None);
    assert_eq!(Money::from_fen(i64::MAX).checked_add(Money::from_fen(1)), None);
}

#[test]
fn shows_as_many_decimals_as_needed() {
    let cents = money("81.225", Unit::Wan);
    let column = [cents, money("224.00", Unit::Wan)];
    let decimals = decimals_for(column, Unit::Wan);
    assert_eq!(decimals, 3);
    assert_eq!(column.map(|m| m.display(Unit::Wan, decimals)), ["81.225", "224.000"]);
    assert_eq!(cents.decimals_needed(Unit::Yuan), 2);
    assert_eq!(Money::from_fen(1).decimals_needed(Unit::Wan), 6);
    assert_eq!(Money::from_fen(1).decimals_needed(Unit::Yi), 10);
    assert_eq!(Money::ZERO.decimals_needed(Unit::Yi), 2);
    assert_eq!(Money::from_fen(-123_456_789).display(Unit::Yuan, 2), "-1,234,567.89");
    assert_eq!(Money::from_fen(-40).display(Unit::Wan, 2), "0.00");
    assert_eq!(Money::from_fen(1).display(Unit::Yuan, 4), "0.0100");
    assert_eq!(money("1200", Unit::Wan).display(Unit::Wan, 0), "1,200");
    assert_eq!(cents.to_number(Unit::Wan), "81.225");
    assert_eq!(money("1200", Unit::Wan).to_number(Unit::Wan), "1200");
    assert_eq!(Money::ZERO.to_number(Unit::Yuan), "0");
}

proptest! {
    #[test]
    fn what_is_shown_reads_back(fen in any::<i64>().prop_filter("symmetric", |f| *f != i64::MIN), which in 0usize..3) {
        let unit = [Unit::Yuan, Unit::Wan, Unit::Yi][which];
        let amount = Money::from_fen(fen);
        let shown = amount.display(unit, amount.decimals_needed(unit));
        prop_assert_eq!(Money::parse(&shown, unit).map(|m| m.0), Ok(amount));
        prop_assert_eq!(Money::parse(&amount.to_number(unit), unit).map(|m| m.0), Ok(amount));
        let named = format!("{shown}{}", unit.label(Lang::Zh));
        prop_assert_eq!(Money::parse(&named, Unit::Yuan).map(|m| m.0), Ok(amount));
        prop_assert_eq!(Money::parse(&amount.to_yuan_string(), Unit::Yuan).map(|m| m.0), Ok(amount));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,24}") {
        let _ = Money::parse(&text, Unit::Wan);
        let _ = Percent::parse(&text);
        let _ = crate::model::period::guess_date(&text);
        let _ = crate::model::period::Period::parse(&text, chrono::NaiveDate::default());
    }
}

#[test]
fn the_median_of_odd_and_even() {
    let of = |fen: &[i64]| median(&mut fen.iter().copied().map(Money::from_fen).collect::<Vec<_>>()).map(Money::fen);
    assert_eq!(of(&[]), None);
    assert_eq!(of(&[3]), Some(3));
    assert_eq!(of(&[5, 1, 9]), Some(5));
    assert_eq!(of(&[4, 10, 1, 100]), Some(7));
}
