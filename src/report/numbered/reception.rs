//! R-25 来访接待安排单: of each visit: tier, rank of the visitors, what the standard asks for and what is arranged, who approves.

use chrono::NaiveDate;

use crate::analysis::reception::{self, Item, Standard};
use crate::archive::{CustomerFolder, Doc, DocKind};
use crate::form::choices::{StaffRole, Tier, VisitorRank};
use crate::form::registers::Reception;
use crate::form::{Record, Target};
use crate::render::table::{Cell, Column, Table, Tone};
use crate::report::hints::first_customer;
use crate::report::sheet::{Block, Fit, Grid, GridCell, GridColumn, Pair, Sheet};
use crate::report::show::{Source, label};
use crate::rules::receptions;
use crate::say;
use crate::words::{Words, words};
use crate::world::Rank;

use super::{Ask, Cycle, Made, Reads, Spec, common};

const KINDS: &[DocKind] = &[DocKind::Customer, DocKind::Reception, DocKind::Staff];

pub(super) static SPEC: Spec = Spec {
    number: 25,
    name: "reception",
    title: words("来访接待安排单", "Reception sheets"),
    about: words(
        "每次来访：客户层级、来访者级别、按接待标准的各项安排、审批人；还没有到的来访和本年的来访",
        "Of each visit: tier, rank of the visitors, what the standard asks for, who approves; visits to come and those of the year",
    ),
    maker: words("销售部、业务部", "sales and business department"),
    audience: words("公司领导", "company leaders"),
    cycle: Cycle::ThisYear,
    grace: 0,
    when: words("每次来访", "per visit"),
    source: "003_1e073dfe55fe091b.txt 第十条",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::Reception]),
    make,
};

/// How far the arrangements are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Something that the standard asks for is not filled in.
    Incomplete,
    /// Everything is arranged, but nobody high enough has approved it.
    Unapproved,
    /// Everything that the standard asks for is there.
    Ready,
    /// The customer's tier has no standard.
    NoStandard,
}

impl State {
    const fn words(self) -> (&'static str, Words) {
        match self {
            Self::Incomplete => ("incomplete", words("没有安排好", "incomplete")),
            Self::Unapproved => ("unapproved", words("没有按级别审批", "not approved at the right level")),
            Self::Ready => ("ready", words("已安排好", "arranged")),
            Self::NoStandard => ("no_standard", words("没有规定的标准", "no standard")),
        }
    }

    const fn is_open(self) -> bool {
        matches!(self, Self::Incomplete | Self::Unapproved)
    }
}

/// One visit.
struct Visit<'a> {
    folder: &'a CustomerFolder,
    doc: &'a Doc<Reception>,
    /// None where the date cannot be read.
    date: Option<NaiveDate>,
    tier: Option<Tier>,
    rank: Option<VisitorRank>,
    standard: Option<&'static Standard>,
    missing: Vec<&'static str>,
    /// Whose approval it takes at least.
    approver: Option<StaffRole>,
    /// Approved by somebody below that.
    low: bool,
    state: State,
}

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let visits = look(ask);
    let ahead = visits.iter().filter(|visit| is_ahead(visit, ask)).count();
    let open = visits.iter().filter(|visit| visit.state.is_open()).count();
    let soon = visits.iter().filter(|visit| visit.state.is_open() && is_ahead(visit, ask)).count();
    let (all, past) = (visits.len(), visits.len() - ahead);
    let summary = match (all, soon) {
        (0, _) => say!(lang, "没有来访", "no visits"),
        (_, 0) if ahead == 0 => say!(lang, "没有将要来的；已来访 {past} 次", "none to come; {past} past"),
        (_, 0) => say!(lang, "将要来的 {ahead} 次，都已安排好；已来访 {past} 次", "{ahead} to come, all arranged; {past} past"),
        _ => say!(lang, "将要来的 {ahead} 次，{soon} 次没有安排好；已来访 {past} 次", "{ahead} to come, {soon} not arranged; {past} past"),
    };
    let mut main = table(&visits, ask).named("receptions");
    main.hints.extend(hint(&visits, ask));
    common::name_unread(&mut main, ask, KINDS);
    let mut first = common::start(ask);
    if !ask.machine {
        first.push(Block::Text(summary.clone()));
    }
    if ask.machine || !visits.is_empty() {
        first.push(Block::Table(main));
    } else {
        // The sentence says it: only what to do next, and what could not be read.
        first.push(Block::Table(Table { hints: main.hints, unread: main.unread, ..Table::default() }));
    }
    let mut pages = vec![first];
    if !ask.machine {
        // What is still to be arranged comes first: past visits of the year follow in the table alone.
        pages.extend(visits.iter().filter(|visit| is_ahead(visit, ask) || !ask.query.is_empty()).map(|visit| page(visit, ask)));
    }
    Made { pages, summary, open }
}

fn is_ahead(visit: &Visit<'_>, ask: &Ask<'_>) -> bool {
    visit.date.is_none_or(|date| date >= ask.day)
}

/// The visits to come, soonest first, then those of the period, newest first.
fn look<'a>(ask: &Ask<'a>) -> Vec<Visit<'a>> {
    let mut visits: Vec<Visit<'a>> = Vec::new();
    for folder in ask.loaded.customers.iter().filter(|folder| (ask.wanted)(folder)) {
        for doc in folder.receptions.iter().filter(|doc| doc.whole) {
            let date = doc.record.date.value().or_else(|| doc.stem.get(..10).and_then(crate::model::period::parse_date));
            if date.is_none_or(|date| date >= ask.day || ask.period.contains(date)) {
                visits.push(visit(folder, doc, date, ask));
            }
        }
    }
    let order = |visit: &Visit<'_>| {
        let past = !is_ahead(visit, ask);
        let days = visit.date.map_or(0, |date| (date - ask.day).num_days().abs());
        (past, days)
    };
    visits.sort_by_key(order);
    visits
}

fn visit<'a>(folder: &'a CustomerFolder, doc: &'a Doc<Reception>, date: Option<NaiveDate>, ask: &Ask<'a>) -> Visit<'a> {
    let tier = folder.profile.as_ref().and_then(|doc| doc.record.tier.value());
    let rank = doc.record.visitor_rank.value();
    let standard = tier.zip(rank).and_then(|(tier, rank)| reception::standard(tier, rank));
    let missing = standard.map(|standard| standard.missing(&doc.record)).unwrap_or_default();
    let approver = tier.zip(rank).and_then(|(tier, rank)| receptions::approver(&ask.loaded.world, tier, rank));
    // Somebody unknown was reported where the name is read.
    let by = doc.record.approved_by.get().and_then(|staff| ask.loaded.world.staff.row(&staff.id));
    let low = approver.is_some_and(|least| by.is_some_and(|row| row.rank() < Rank::of(least)));
    let state = match standard {
        None => State::NoStandard,
        Some(_) if missing.iter().any(|key| *key != "approved_by") => State::Incomplete,
        Some(_) if low || missing.contains(&"approved_by") => State::Unapproved,
        Some(_) => State::Ready,
    };
    Visit { folder, doc, date, tier, rank, standard, missing, approver, low, state }
}

fn table(visits: &[Visit<'_>], ask: &Ask<'_>) -> Table {
    const KEYS: [&str; 12] = [
        "visitors",
        "plan_by",
        "approved_by",
        "approved_on",
        "lodging",
        "pickup_by",
        "vehicles",
        "meeting_chair",
        "banquet_host",
        "welcome_sign",
        "attendees",
        "schedule",
    ];
    let (lang, machine) = (ask.lang(), ask.machine);
    let field = |key: &'static str| Column::new(key, crate::report::show::head::<Reception>(key));
    let mut columns = vec![field("date"), Column::new("customer", words("客户", "customer"))];
    columns.extend([Column::new("tier", words("客户层级", "tier")), field("visitor_rank")]);
    if machine {
        columns.extend(KEYS.map(field));
    } else {
        columns.extend([field("visitors"), field("approved_by")]);
    }
    columns.extend([
        Column::new("approver", words("应由谁审批", "approval of")),
        Column::new("missing", words("还缺", "missing")),
        Column::new("state", words("状态", "state")),
    ]);
    let mut table = Table::new(columns);
    for visit in visits {
        let source = Source { world: &ask.loaded.world, customer: visit.folder, today: ask.day, reveal: false, unread: &[] };
        let shown = |key: &'static str, words: &'static str| Cell::text(if machine { key } else { words });
        let mut row = vec![visit.date.into(), common::customer_cell(visit.folder, ask)];
        row.push(visit.tier.map(|tier| shown(tier.key(), tier.label(lang))).unwrap_or_default());
        row.push(visit.rank.map(|rank| shown(rank.key(), rank.label(lang))).unwrap_or_default());
        let keys: &[&str] = if machine { &KEYS } else { &["visitors", "approved_by"] };
        row.extend(keys.iter().map(|key| value(visit, key, &source, machine)));
        row.push(visit.approver.map(|role| shown(role.key(), role.label(lang))).unwrap_or_default());
        let missing = |key: &&'static str| if machine { (*key).to_owned() } else { label::<Reception>(key, lang).to_owned() };
        let missing: Vec<String> = visit.missing.iter().map(missing).collect();
        row.push(if missing.is_empty() { Cell::Empty } else { Cell::List(missing) });
        row.push(state_cell(visit, ask));
        table.rows.push(row);
    }
    table
}

fn state_cell(visit: &Visit<'_>, ask: &Ask<'_>) -> Cell {
    let (key, label) = visit.state.words();
    let text = label.get(ask.lang()).to_owned();
    match visit.state.is_open() {
        _ if ask.machine => Cell::text(key),
        true if is_ahead(visit, ask) => Cell::Toned(Tone::Bad, text),
        true => Cell::Toned(Tone::Fair, text),
        false => Cell::Text(text),
    }
}

/// A field of the visit.
fn value(visit: &Visit<'_>, key: &str, source: &Source<'_>, machine: bool) -> Cell {
    let mut found = Cell::Empty;
    let name = |target: Target, id: &str| source.world.name_of(target, id);
    let shown = crate::form::kind::Shown { lang: source.world.lang, machine, name: &name };
    visit.doc.record.each(&mut |spec, field| {
        if spec.key == key {
            found = field.cell(&shown);
        }
    });
    found
}

/// The sheet of one visit: what the standard asks for, what is arranged.
fn page(visit: &Visit<'_>, ask: &Ask<'_>) -> Sheet {
    let lang = ask.lang();
    let source = Source { world: &ask.loaded.world, customer: visit.folder, today: ask.day, reveal: false, unread: &[] };
    let text = |key: &str| source.text(&value(visit, key, &source, false));
    let mut sheet = Sheet::new(words("来访接待安排单", "Reception sheet").get(lang));
    let profile = visit.folder.profile.as_ref();
    let unit = profile.and_then(|doc| doc.record.unit_name.get()).map_or(visit.folder.called(), |name| name.as_str());
    let line = |key: &str| Pair::or_room(label::<Reception>(key, lang), Some(&text(key)), 0);
    let tier = visit.tier.map(|tier| tier.label(lang));
    sheet.push(Block::Line(vec![Pair::new(say!(lang, "单位名称", "Unit name"), unit)]));
    sheet.push(Block::Line(vec![line("date"), line("visitor_rank"), Pair::or_room(say!(lang, "客户层级", "Tier"), tier, 0)]));
    sheet.push(Block::Line(vec![line("visitors")]));
    sheet.push(Block::Grid(checklist(visit, &source)));
    sheet.push(Block::Line(vec![line("schedule")]));
    sheet.push(Block::Line(vec![line("attendees")]));
    sheet.push(Block::Line(vec![line("notes")]));
    let mut notes: Vec<String> = Vec::new();
    match visit.standard {
        Some(standard) => {
            let article = standard.article;
            notes.push(say!(lang, "依据：客户管理制度{article}", "by {article} of the customer regulation"));
        }
        None => notes.push(say!(
            lang,
            "一般客户、储备客户没有规定的接待标准，由业务部自行安排",
            "general and reserve customers have no standard: the business department arranges it as it sees fit"
        )),
    }
    if let Some(role) = visit.approver {
        let role = role.label(lang);
        let by = text("approved_by");
        notes.push(match visit.low {
            true => say!(lang, "审批：应由{role}或更高级别，{by}的级别不够", "approval: it takes {role} or higher, {by} is below that"),
            false => say!(lang, "审批：{role}或更高级别", "approval: {role} or higher"),
        });
    }
    if !visit.missing.is_empty() {
        let list = lang.join(visit.missing.iter().map(|key| label::<Reception>(key, lang)));
        let (path, pairs) = (&visit.doc.info.path, visit.missing.iter().map(|key| format!("{key}=…")).collect::<Vec<_>>().join(" "));
        notes.push(say!(
            lang,
            "还缺：{list}；用 `kehu set {path} {pairs}` 填写，不需要的写「无」",
            "missing: {list}; fill in by `kehu set {path} {pairs}`, “none” where it is not wanted"
        ));
    }
    sheet.note(say!(lang, "说明", "Notes"), notes);
    sheet
}

/// 项目, 标准, 安排.
fn checklist(visit: &Visit<'_>, source: &Source<'_>) -> Grid {
    let lang = source.world.lang;
    let heads = [words("项目", "Item"), words("接待标准", "Standard"), words("安排", "Arranged")];
    let fits = [Fit::Whole, Fit::Text, Fit::Text];
    let mut grid = Grid::new(heads.iter().zip(fits).map(|(head, fit)| GridColumn::new(head.get(lang), fit)).collect());
    let arranged = |key: &str| source.text(&value(visit, key, source, false));
    let items: &[Item] = visit.standard.map_or(&[], |standard| standard.items);
    for item in items {
        let name = if item.key.is_empty() { words("来访信息", "Information").get(lang) } else { label::<Reception>(item.key, lang) };
        let text = match arranged(item.key) {
            nothing if nothing.is_empty() && item.must => words("（没有填写）", "(not filled in)").get(lang).to_owned(),
            text => text,
        };
        grid.row([GridCell::head(name), item.asks.get(lang).into(), text.into()]);
    }
    // What is arranged beyond the standard.
    for key in ["plan_by", "approved_by", "lodging", "pickup_by", "vehicles", "meeting_chair", "banquet_host", "welcome_sign"] {
        let text = arranged(key);
        let asked = items.iter().any(|item| item.key == key);
        if !asked && (!text.is_empty() || visit.standard.is_none()) {
            grid.row([GridCell::head(label::<Reception>(key, lang)), "".into(), text.into()]);
        }
    }
    grid
}

/// What to do where no visit is entered, or where something is missing.
fn hint(visits: &[Visit<'_>], ask: &Ask<'_>) -> Option<String> {
    let lang = ask.lang();
    if ask.loaded.customers.is_empty() {
        return Some(first_customer(lang));
    }
    if !visits.is_empty() || (ask.machine && !ask.query.is_empty()) {
        return None;
    }
    Some(say!(
        lang,
        "客户来访用 `kehu add-reception 客户 --date 日期 --visitor-rank top` 登记，或用 `kehu report reception 客户 --skeleton` 起草安排单",
        "enter a visit with `kehu add-reception CUSTOMER --date DATE --visitor-rank top`, or begin its sheet with `kehu report reception CUSTOMER --skeleton`"
    ))
}
