//! R-01 客户行业和市场信息报告: who has submitted; what is said of industry, customers, competitors and leads, by which source level, and what it means for us; which customers are covered.

mod items;
mod status;

use crate::archive::DocKind;
use crate::form::choices::StaffRole;
use crate::render::table::{Cell, Table, Tone};
use crate::report::sheet::Block;
use crate::rules::ours;
use crate::say;
use crate::words::{Lang, shell_word, words};

use super::{Ask, Cycle, Made, Reads, Spec, common, shape};

use status::{State, Status};

pub(super) static SPEC: Spec = Spec {
    number: 1,
    name: "market",
    title: words("客户行业和市场信息报告", "Industry and market reports"),
    about: words(
        "每位客户经理当月是否已交；行业、客户、竞争对手、线索各说了什么，信息渠道级别，对我方意味着什么；涉及哪些客户",
        "Who has submitted; what is said of industry, customers, competitors and leads, by which source level, and what it means for us; which customers are covered",
    ),
    maker: words("客户经理", "account managers"),
    audience: words("市场部信息管理员", "information administrator"),
    cycle: Cycle::DueMonth,
    grace: 0,
    when: words("每月 1–7 日", "day 1–7 of the month"),
    source: "000_492afcb71e7a325f.txt 第十二条 1",
    reads: Reads::Kinds(&[DocKind::Customer]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let mut all: Vec<Status<'_>> = shape::months(ask).into_iter().flat_map(|month| status::of_month(month, ask)).collect();
    // What is missing first; of those alike the order of months and of the staff register stays.
    all.sort_by_key(|one| one.state);
    let mut sheet = common::start(ask);
    let mut table = table(&all, ask);
    common::name_unread(&mut table, ask, &[DocKind::Customer, DocKind::Staff, DocKind::Market]);
    if all.is_empty() {
        table.hints.push(nobody(ask));
    }
    table.notes.extend(shape::not_in_force("CAD-01", ask));
    sheet.push(Block::Table(table));
    if !ask.machine {
        let missing = all.iter().filter(|one| one.state == State::Missing).map(|one| owes(one, ask)).collect::<Vec<_>>();
        if !missing.is_empty() {
            let director = shape::holders(StaffRole::MarketingDirector, ask);
            let heading = say!(lang, "未交名单（呈市场部部长{director}）", "not handed in (for the marketing director {director})");
            shape::points(&mut sheet, heading.replace(" )", ")"), missing);
        }
        let ahead = all.iter().filter(|one| one.state == State::NotDue).map(|one| owes(one, ask)).collect();
        shape::points(&mut sheet, say!(lang, "还要交的", "still to come"), ahead);
        let uncovered = all.iter().filter(|one| !one.docs.is_empty() && !one.left.is_empty()).map(|one| uncovered(one, ask)).collect();
        shape::points(&mut sheet, say!(lang, "没有写到的客户", "customers not spoken of"), uncovered);
    }
    shape::below(&mut sheet, say!(lang, "内容", "contents"), items::table(&all, ask), ask);
    Made { pages: vec![sheet], summary: summary(&all, ask), open: open(&all, ask) }
}

fn table(all: &[Status<'_>], ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        shape::column("staff", "客户经理", "account manager"),
        shape::column("month", "月份", "month"),
        shape::column("state", "状态", "state"),
        shape::column("due", "期限", "due"),
        shape::column("submitted_on", "提交日期", "submitted on"),
        shape::column("days_late", "逾期天数", "days late"),
        shape::column("received_by", "接收人", "received by"),
        shape::column("items", "条目", "items"),
        shape::column("customers", "涉及客户", "customers"),
        shape::column("missing_customers", "没有写到的客户", "not spoken of"),
    ])
    .named("market");
    table.rows = all.iter().map(|one| row(one, ask)).collect();
    // What is missing and how late it is stands in words below.
    let single = all.windows(2).all(|pair| pair[0].month == pair[1].month);
    let late = all.iter().any(|one| one.days_late(ask.day).is_some_and(|days| days > 0));
    let mut without = vec!["missing_customers"];
    without.extend(single.then_some("month"));
    without.extend((!late).then_some("days_late"));
    shape::lean(&mut table, ask, &without);
    table
}

fn row(one: &Status<'_>, ask: &Ask<'_>) -> Vec<Cell> {
    let lang = ask.lang();
    let label = one.state.label().get(lang);
    let state = match one.state {
        _ if ask.machine => Cell::text(one.state.key()),
        State::Missing | State::Unread => Cell::Toned(Tone::Bad, label.to_owned()),
        State::Late => Cell::Toned(Tone::Fair, label.to_owned()),
        State::NotDue | State::NotAsked | State::Submitted => Cell::text(label),
    };
    let mut receivers: Vec<&crate::form::kind::StaffRef> = Vec::new();
    for receiver in one.docs.iter().filter_map(|doc| doc.record.received_by.get()) {
        if !receivers.contains(&receiver) {
            receivers.push(receiver);
        }
    }
    let named = |id: &str| shape::customer_name(id, ask);
    vec![
        common::staff_cell(one.staff, ask),
        Cell::text(if ask.machine { one.month.to_string() } else { one.month.label(lang) }),
        state,
        one.due.into(),
        one.submitted_on.into(),
        one.days_late(ask.day).map_or(Cell::Empty, Cell::Int),
        shape::staff_list(receivers, ask),
        Cell::count(one.items()),
        shape::list(one.customers.iter().map(|id| named(id)).collect()),
        shape::list(one.left.iter().map(|folder| named(&folder.id)).collect()),
    ]
}

/// 陈立：2026年7月的报告，期限 2026-07-07，已过 1 天；写好后交市场部信息管理员何欣。`kehu report market --skeleton …`
fn owes(one: &Status<'_>, ask: &Ask<'_>) -> String {
    let (lang, world) = (ask.lang(), &ask.loaded.world);
    let (name, month) = (world.staff.names.called(one.staff), one.month.label(lang));
    let due = one.due.map(|due| due.to_string()).unwrap_or_default();
    let gone = one.days_late(ask.day).filter(|days| *days > 0);
    let gone = gone.map(|days| days_over(days, lang)).unwrap_or_default();
    let keeper = shape::holders(StaffRole::InfoAdmin, ask);
    let (id, which) = (shell_word(one.staff), one.month);
    if let Some(draft) = one.draft {
        let record = shell_word(&format!("market/{}", draft.stem));
        return say!(
            lang,
            "{name}：{month}的报告已起草未提交，期限 {due}{gone}。填好后 `kehu set {record} submitted_on=DATE`",
            "{name}: the report for {month} is begun, not handed in, due {due}{gone}. When it is filled in, `kehu set {record} submitted_on=DATE`"
        );
    }
    let text = say!(
        lang,
        "{name}：{month}的报告，期限 {due}{gone}，交市场部信息管理员{keeper}。`kehu report market --skeleton --me {id} --period {which}` 写好待填的文件",
        "{name}: the report for {month}, due {due}{gone}, to the information administrator {keeper}. `kehu report market --skeleton --me {id} --period {which}` writes the document to be filled in"
    );
    text.replace(" . ", ". ")
}

fn days_over(days: i64, lang: Lang) -> String {
    if days == 1 { say!(lang, "，已过 1 天", ", 1 day ago") } else { say!(lang, "，已过 {days} 天", ", {days} days ago") }
}

fn uncovered(one: &Status<'_>, ask: &Ask<'_>) -> String {
    let lang = ask.lang();
    let names: Vec<&str> = one.left.iter().map(|folder| folder.called()).collect();
    let (name, month, list) = (ask.loaded.world.staff.names.called(one.staff), one.month.label(lang), ours::listed(&names, lang));
    say!(lang, "{name}（{month}）：{list}", "{name} ({month}): {list}")
}

/// Whether the policy wants every customer spoken of.
fn each_customer(ask: &Ask<'_>) -> bool {
    shape::archive_scene("CAD-01", ask).param_list("per").iter().any(|word| word == "customer")
}

fn open(all: &[Status<'_>], ask: &Ask<'_>) -> usize {
    let missing = all.iter().filter(|one| matches!(one.state, State::Missing | State::Unread)).count();
    let short = all.iter().filter(|one| one.due.is_some() && !one.docs.is_empty() && !one.left.is_empty()).count();
    missing + if each_customer(ask) { short } else { 0 }
}

fn summary(all: &[Status<'_>], ask: &Ask<'_>) -> String {
    let (lang, names) = (ask.lang(), &ask.loaded.world.staff.names);
    let of = |state: State| all.iter().filter(move |one| one.state == state);
    // Over several months somebody may owe more than one.
    let people = |state: State| {
        let mut owing: Vec<&str> = Vec::new();
        for name in of(state).map(|one| names.called(one.staff)) {
            if !owing.contains(&name) {
                owing.push(name);
            }
        }
        ours::listed(&owing, lang)
    };
    if all.is_empty() {
        return say!(lang, "没有要交报告的客户经理", "no account manager owes a report");
    }
    let mut parts = Vec::new();
    let (missing, unread, ahead, late) =
        (of(State::Missing).count(), of(State::Unread).count(), of(State::NotDue), of(State::Late).count());
    let handed = all.iter().filter(|one| !one.docs.is_empty()).count();
    if missing > 0 {
        let who = people(State::Missing);
        parts.push(say!(lang, "缺 {missing} 份（{who}）", "{missing} missing ({who})"));
    }
    if unread > 0 {
        let who = people(State::Unread);
        parts.push(say!(lang, "读不出来 {unread} 份（{who}）", "{unread} unreadable ({who})"));
    }
    let ahead = ahead.count();
    if ahead > 0 {
        let who = people(State::NotDue);
        parts.push(say!(lang, "待交 {ahead} 份（{who}）", "{ahead} to come ({who})"));
    }
    if parts.is_empty() && handed == 0 {
        return say!(lang, "没有要交的报告", "no report is owed");
    }
    parts.push(if parts.is_empty() {
        say!(lang, "{handed} 份已全部交齐", "all {handed} handed in")
    } else {
        say!(lang, "已交 {handed} 份", "{handed} handed in")
    });
    if late > 0 {
        parts.push(say!(lang, "其中迟交 {late} 份", "{late} of them late"));
    }
    parts.join(words("，", ", ").get(lang))
}

fn nobody(ask: &Ask<'_>) -> String {
    let (lang, day) = (ask.lang(), ask.day);
    if !ask.query.is_empty() {
        return say!(lang, "没有客户经理负责符合条件的客户", "no account manager is in charge of a customer that is meant by this query");
    }
    say!(
        lang,
        "人员名册中没有在 {day} 在岗的客户经理；`kehu add-staff 姓名 --role 客户经理` 登记",
        "the staff register has no account manager who is active on {day}; `kehu add-staff NAME --role account_manager` enters one"
    )
}
