//! `stats share`: a customer's share of our sales, and our share of what it buys (D9, ANA-02, ANA-03).

use crate::analysis::sales::{books, total};
use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::form::customer::Customer;
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::model::period::{Period, PeriodKind, Year};
use crate::render::table::{Cell, Column, Table};
use crate::say;
use crate::words::{Lang, words};

use super::common::customer_cell;
use super::sales::{
    Whose, amount, aside, last_year, nothing_sold, period_note, spare_blank_columns, too_large, total_cell, unread, wanted_books,
    without_orders,
};
use super::{Answer, Asked, Refusal};

/// A customer with its shares.
struct Line<'a> {
    folder: &'a CustomerFolder,
    sales: Option<Money>,
    of_ours: Option<Percent>,
    turnover: Option<Money>,
    of_wallet: Option<Percent>,
    required: Option<Percent>,
    wallet_required: Option<Percent>,
}

pub(super) fn answer(loaded: &Loaded, asked: &Asked<'_>) -> Result<Answer, Refusal> {
    let lang = loaded.world.lang;
    let period = last_year(asked);
    // The company's sales are those of everybody, whoever is asked for.
    let everybody = books(&loaded.customers, asked.day);
    let all = everybody.iter().map(|book| book.sold(period)).collect::<Result<Vec<_>, _>>();
    let all = all.and_then(total).map_err(too_large(lang))?;
    let lines = lines(loaded, asked, period, all).map_err(too_large(lang))?;
    let asks = lines.iter().any(|line| line.required.is_some() || line.wallet_required.is_some());
    let mut table = Table::new(columns(asks));
    table.rows = lines.iter().map(|line| row(line, asks, asked, lang)).collect();
    if !lines.is_empty() {
        let sum = total(lines.iter().filter_map(|line| line.sales)).map_err(too_large(lang))?;
        let share = Percent::weighted(sum, all).filter(|_| all > Money::ZERO);
        table.totals.push(vec![total_cell(lang), sum.into(), share.into()]);
    }
    table.notes.push(period_note(period, asked, lang));
    if !asked.everybody {
        let all = amount(all, asked.unit, lang);
        table.notes.push(say!(lang, "占有率的分母是全部客户的销售额 {all}", "shares of our sales are of those of all customers, {all}"));
    }
    notes(&mut table, &lines, period, lang);
    if lines.iter().all(|line| line.sales.is_none_or(Money::is_zero)) {
        nothing_sold(&mut table, loaded, asked, &wanted_books(loaded, asked), lang);
    }
    without_orders(&mut table, loaded, asked, lang);
    spare_blank_columns(&mut table, asked);
    unread(&mut table, loaded, asked, Whose::Everybody, &[DocKind::Customer], None);
    Ok(table.into())
}

/// Who sold anything on record, or of whom a purchase or a requirement is on record.
fn lines<'a>(loaded: &'a Loaded, asked: &Asked<'_>, period: Period, all: Money) -> Result<Vec<Line<'a>>, crate::analysis::sales::TooLarge> {
    let year = (period.kind() == PeriodKind::Year).then_some(period);
    let mut out = Vec::new();
    for folder in loaded.customers.iter().filter(|folder| (asked.wanted)(folder)) {
        let profile = folder.profile.as_ref().map(|doc| &doc.record);
        let sales = books([folder], asked.day).first().map(|book| book.sold(period)).transpose()?;
        let turnover = profile.zip(year).and_then(|(profile, year)| turnover(profile, year));
        let required = profile.and_then(|profile| profile.share_required.value()).map(|rate| rate.percent);
        let wallet_required = profile.and_then(|profile| profile.wallet_required.value()).map(|rate| rate.percent);
        if sales.is_none() && turnover.is_none() && required.is_none() && wallet_required.is_none() {
            continue;
        }
        let share = |whole: Option<Money>| Percent::weighted(sales?, whole.filter(|whole| *whole > Money::ZERO)?);
        let (of_ours, of_wallet) = (share(Some(all)), share(turnover));
        out.push(Line { folder, sales, of_ours, turnover, of_wallet, required, wallet_required });
    }
    out.sort_by(|a, b| b.sales.cmp(&a.sales).then_with(|| a.folder.id.cmp(&b.folder.id)));
    Ok(out)
}

/// What the customer bought altogether in the year.
fn turnover(profile: &Customer, year: Period) -> Option<Money> {
    let rows = profile.turnover.get()?;
    let number = Year::of(year.first_day()).number();
    let of_year = rows.iter().filter(|row| row.year.value().is_some_and(|one| one.0 == number));
    of_year.filter_map(|row| row.amount.value()).next()
}

fn columns(asks: bool) -> Vec<Column> {
    let mut columns = vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("sales", words("销售额", "sales")),
        Column::new("share_of_our_sales", words("占有率", "share of our sales")),
        Column::new("turnover", words("客户年采购额", "its purchases")),
        Column::new("share_of_wallet", words("钱包份额", "share of wallet")),
        Column::new("required", words("要求占有率", "required share")),
    ];
    if asks {
        columns.push(aside("wallet_required", words("要求钱包份额", "required wallet")));
        columns.push(aside("verdict", words("结论", "verdict")));
    }
    columns
}

fn row(line: &Line<'_>, asks: bool, asked: &Asked<'_>, lang: Lang) -> Vec<Cell> {
    let mut row = vec![
        customer_cell(line.folder, asked.machine),
        line.sales.into(),
        line.of_ours.into(),
        line.turnover.into(),
        line.of_wallet.into(),
        line.required.into(),
    ];
    if asks {
        row.extend([line.wallet_required.into(), Cell::text(verdict(line, lang))]);
    }
    row
}

/// What falls short of what is required; nothing where nothing is required or nothing is known.
fn verdict(line: &Line<'_>, lang: Lang) -> String {
    let short = |share: Option<Percent>, required: Option<Percent>| share.zip(required).map(|(share, required)| share < required);
    let (ours, wallet) = (short(line.of_ours, line.required), short(line.of_wallet, line.wallet_required));
    let mut what = Vec::new();
    if ours == Some(true) {
        what.push(words("占有率不足", "share too low").get(lang));
    }
    if wallet == Some(true) {
        what.push(words("钱包份额不足", "wallet too low").get(lang));
    }
    match (what.is_empty(), ours.or(wallet)) {
        (false, _) => lang.join(what),
        (true, Some(_)) => words("达到", "reached").get(lang).to_owned(),
        (true, None) => String::new(),
    }
}

fn notes(table: &mut Table, lines: &[Line<'_>], period: Period, lang: Lang) {
    if lines.is_empty() {
        return;
    }
    if period.kind() != PeriodKind::Year {
        table.notes.push(say!(
            lang,
            "「客户年采购额」按年度登记，期间不是一个年度，不算钱包份额",
            "purchases are on record by the year: of another period there is no share of wallet"
        ));
        return;
    }
    let year = period.label(lang);
    let unknown = lines.iter().filter(|line| line.turnover.is_none()).count();
    if unknown > 0 {
        table.notes.push(say!(
            lang,
            "{unknown} 个客户没有 {year}的「客户年采购额」，没有钱包份额",
            "customers without `turnover` of {year}, and so without a share of wallet: {unknown}"
        ));
        table.notes.push(say!(
            lang,
            "得知后用 `kehu add 客户 turnover year={period} amount=金额 source=asked` 登记",
            "once known, enter it by `kehu add CUSTOMER turnover year={period} amount=AMOUNT source=asked`"
        ));
    }
}
