//! R-24 借阅台账与逾期未还: cards, those overdue, loans by person.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::archive::{Doc, DocKind};
use crate::form::registers::Loan;
use crate::render::table::{Cell, Table, Tone};
use crate::report::sheet::Block;
use crate::say;
use crate::words::{Words, shell_word, words};

use super::{Ask, Cycle, Made, Reads, Spec, common, shape};

pub(super) static SPEC: Spec = Spec {
    number: 24,
    name: "lending",
    title: words("借阅台账与逾期未还", "Lending register and overdue cards"),
    about: words(
        "本期的借阅卡和所有未还的，逾期几天，每人借阅次数",
        "The cards of the period and all that are still out, days overdue, loans by person",
    ),
    maker: words("市场部信息管理员", "information administrator"),
    audience: words("市场部部长", "marketing director"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每月", "monthly"),
    source: "000_492afcb71e7a325f.txt 第十三条 2",
    reads: Reads::Kinds(&[DocKind::Customer]),
    make,
};

/// How a card stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    /// Still out after its day.
    Overdue,
    /// Still out.
    Out,
    /// Came back after its day.
    ReturnedLate,
    /// Came back.
    Returned,
}

impl State {
    const fn key(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Out => "out",
            Self::ReturnedLate => "returned_late",
            Self::Returned => "returned",
        }
    }

    const fn label(self) -> Words {
        match self {
            Self::Overdue => words("逾期未还", "overdue"),
            Self::Out => words("借出", "out"),
            Self::ReturnedLate => words("迟还", "returned late"),
            Self::Returned => words("已还", "returned"),
        }
    }
}

/// A card on the day of judgement.
struct Card<'a> {
    doc: &'a Doc<Loan>,
    lent_on: Option<NaiveDate>,
    /// A day to come is none.
    returned_on: Option<NaiveDate>,
    state: State,
    /// Days after `due_back`, until it came back or until the day.
    days_overdue: i64,
}

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let cards = cards(ask);
    let mut sheet = common::start(ask);
    let mut table = table(&cards, ask);
    common::name_unread(&mut table, ask, &shape::of_register(DocKind::Loan, ask));
    if cards.is_empty() && !shape::has_unread(DocKind::Loan, ask) {
        table.hints.push(none(ask));
    }
    let overdue: Vec<&Card<'_>> = cards.iter().filter(|card| card.state == State::Overdue).collect();
    if !ask.machine {
        let asked = overdue.iter().map(|card| remind(card, ask)).collect();
        shape::points(&mut sheet, say!(lang, "逾期未还，请催还", "overdue: ask for them"), asked);
        if !overdue.is_empty() {
            sheet.heading(say!(lang, "借阅卡", "cards"));
        }
    }
    sheet.push(Block::Table(table));
    shape::below(&mut sheet, say!(lang, "每人", "by person"), borrowers(&cards, ask), ask);
    if !ask.machine && cards.iter().any(|card| matches!(card.state, State::Overdue | State::Out)) {
        let secrecy = shape::rule("SEC-06");
        let (article, quote, remedy) = (secrecy.sources[0].article, secrecy.quote, secrecy.remedy.get(lang));
        let items = vec![say!(lang, "{article}：「{quote}」", "{article}: “{quote}”"), remedy.to_owned()];
        sheet.note(say!(lang, "提醒借阅人", "for whoever holds a card"), items);
    }
    Made { summary: summary(&cards, &overdue, ask), open: overdue.len(), pages: vec![sheet] }
}

/// The cards lent out or returned in the period, and all that are still out: those overdue first, then by card.
fn cards<'a>(ask: &Ask<'a>) -> Vec<Card<'a>> {
    let loaded = ask.loaded;
    let counts = |doc: &&Doc<Loan>| {
        let lent = doc.record.lent_on.value().is_none_or(|day| day <= ask.day);
        doc.whole && lent && shape::is_wanted(doc.record.customer.get(), ask)
    };
    let mut cards: Vec<Card<'a>> = loaded.registers.loans.iter().filter(counts).map(|doc| card(doc, ask)).collect();
    let within = |day: Option<NaiveDate>| day.is_some_and(|day| ask.period.contains(day));
    cards.retain(|card| matches!(card.state, State::Overdue | State::Out) || within(card.lent_on) || within(card.returned_on));
    cards.sort_by(|a, b| {
        let key = |card: &Card<'_>| (card.state, -card.days_overdue, card.lent_on);
        key(a).cmp(&key(b)).then_with(|| a.doc.stem.cmp(&b.doc.stem))
    });
    cards
}

fn card<'a>(doc: &'a Doc<Loan>, ask: &Ask<'_>) -> Card<'a> {
    let record = &doc.record;
    let returned_on = record.returned_on.value().filter(|day| *day <= ask.day);
    // What stands there and cannot be read was reported there: it is not asked back.
    let is_back = returned_on.is_some() || record.returned_on.is_bad();
    let until = if is_back { returned_on } else { Some(ask.day) };
    let days_overdue = until.zip(record.due_back.value()).map_or(0, |(until, due)| (until - due).num_days().max(0));
    let state = match (is_back, days_overdue > 0) {
        (false, true) => State::Overdue,
        (false, false) => State::Out,
        (true, true) => State::ReturnedLate,
        (true, false) => State::Returned,
    };
    Card { doc, lent_on: record.lent_on.value(), returned_on, state, days_overdue }
}

fn table(cards: &[Card<'_>], ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        shape::column("card_no", "卡号", "card no."),
        shape::column("borrower", "借阅人", "borrower"),
        shape::column("customer", "客户", "customer"),
        shape::column("forms", "借阅表单", "forms"),
        shape::column("purpose", "用途", "purpose"),
        shape::column("lent_on", "借出日期", "lent on"),
        shape::column("due_back", "应还日期", "due back"),
        shape::column("returned_on", "归还日期", "returned on"),
        shape::column("approved_by", "批准人", "approved by"),
        shape::column("handled_by", "经办人", "handled by"),
        shape::column("state", "状态", "state"),
        shape::column("days_overdue", "逾期天数", "days overdue"),
    ])
    .named("lending");
    table.rows = cards.iter().map(|card| row(card, ask)).collect();
    let late = cards.iter().any(|card| card.days_overdue > 0);
    let without: &[&str] = if late { &["approved_by", "handled_by"] } else { &["approved_by", "handled_by", "days_overdue"] };
    shape::lean(&mut table, ask, without);
    table
}

fn row(card: &Card<'_>, ask: &Ask<'_>) -> Vec<Cell> {
    let (record, lang) = (&card.doc.record, ask.lang());
    let forms = record.forms.get().into_iter().flat_map(|forms| forms.iter());
    let label = card.state.label().get(lang);
    let state = match card.state {
        State::Overdue if !ask.machine => Cell::Toned(Tone::Bad, label.to_owned()),
        state => shape::word(state.key(), label, ask),
    };
    vec![
        Cell::text(&*card.doc.stem),
        shape::staff(record.borrower.get(), ask),
        shape::named(record.customer.get(), ask),
        shape::list(forms.map(|form| if ask.machine { form.key() } else { form.label(lang) }.to_owned()).collect()),
        record.purpose.get().map(|text| Cell::text(text.as_str())).unwrap_or_default(),
        card.lent_on.into(),
        record.due_back.value().into(),
        card.returned_on.into(),
        shape::staff(record.approved_by.get(), ask),
        shape::staff(record.handled_by.get(), ask),
        state,
        Cell::Int(card.days_overdue),
    ]
}

/// How often each has borrowed.
fn borrowers(cards: &[Card<'_>], ask: &Ask<'_>) -> Table {
    #[derive(Default)]
    struct Count {
        loans: usize,
        out: usize,
        overdue: usize,
        late: usize,
    }
    let mut people: BTreeMap<&str, Count> = BTreeMap::new();
    for card in cards {
        let Some(borrower) = card.doc.record.borrower.get() else { continue };
        let count = people.entry(&borrower.id).or_default();
        count.loans += usize::from(card.lent_on.is_some_and(|day| ask.period.contains(day)));
        count.out += usize::from(matches!(card.state, State::Out | State::Overdue));
        count.overdue += usize::from(card.state == State::Overdue);
        count.late += usize::from(card.state == State::ReturnedLate);
    }
    let mut people: Vec<(&str, Count)> = people.into_iter().collect();
    people.sort_by_key(|(_, count)| (std::cmp::Reverse(count.overdue), std::cmp::Reverse(count.loans)));
    let mut table = Table::new(vec![
        shape::column("staff", "借阅人", "borrower"),
        shape::column("loans", "本期借阅", "lent in the period"),
        shape::column("out", "未还", "still out"),
        shape::column("overdue", "其中逾期", "of them overdue"),
        shape::column("returned_late", "迟还", "returned late"),
    ])
    .named("borrowers");
    let numbers = |count: &Count| [count.loans, count.out, count.overdue, count.late].map(Cell::count);
    table.rows = people.iter().map(|(id, count)| std::iter::once(common::staff_cell(id, ask)).chain(numbers(count)).collect()).collect();
    table
}

/// 马超：借阅卡 2026-0007（云岭移动），应于 2026-06-29 归还，逾期 9 天；收回后 `kehu return 2026-0007`
fn remind(card: &Card<'_>, ask: &Ask<'_>) -> String {
    let (record, lang) = (&card.doc.record, ask.lang());
    let borrower = record.borrower.get().map(|one| ask.loaded.world.staff.names.called(&one.id).to_owned()).unwrap_or_default();
    let customer = record.customer.get().map(|one| shape::customer_name(&one.id, ask)).unwrap_or_default();
    let due = record.due_back.value().map(|due| due.to_string()).unwrap_or_default();
    let (number, word, days) = (&card.doc.stem, shell_word(&card.doc.stem), card.days_overdue);
    let days = if days == 1 { say!(lang, "1 天", "1 day") } else { say!(lang, "{days} 天", "{days} days") };
    say!(
        lang,
        "{borrower}：借阅卡 {number}（{customer}），应于 {due} 归还，逾期 {days}；收回后 `kehu return {word}`",
        "{borrower}: card {number} ({customer}) was due back on {due}, {days} ago; when it is back, `kehu return {word}`"
    )
}

fn summary(cards: &[Card<'_>], overdue: &[&Card<'_>], ask: &Ask<'_>) -> String {
    let lang = ask.lang();
    let lent = cards.iter().filter(|card| card.lent_on.is_some_and(|day| ask.period.contains(day))).count();
    let out = cards.iter().filter(|card| matches!(card.state, State::Out | State::Overdue)).count();
    let late = overdue.len();
    let unread = shape::has_unread(DocKind::Loan, ask);
    match (cards.len(), out, late) {
        (0, ..) if unread => say!(lang, "有读不出来的借阅卡", "some cards cannot be read"),
        (0, ..) => say!(lang, "没有借阅", "nothing was lent"),
        (_, 0, _) => say!(lang, "借出 {lent} 次，都已归还", "{lent} lent, all returned"),
        (_, _, 0) => say!(lang, "借出 {lent} 次，{out} 张卡未还，没有逾期", "{lent} lent, {out} still out, none overdue"),
        _ => say!(lang, "逾期未还 {late} 张；借出 {lent} 次，未还 {out} 张", "{late} overdue; {lent} lent, {out} still out"),
    }
}

fn none(ask: &Ask<'_>) -> String {
    let (lang, period) = (ask.lang(), ask.period.label(ask.lang()));
    say!(
        lang,
        "{period}没有借阅，也没有未还的借阅卡；借出档案用 `kehu lend CUSTOMER` 登记",
        "nothing was lent in {period} and nothing is still out; `kehu lend CUSTOMER` enters a loan"
    )
}
