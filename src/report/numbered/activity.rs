//! R-23 人员活跃通报: staff without any record for fourteen days or more.

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::archive::{DocKind, Gathered};
use crate::form::choices::StaffRole;
use crate::render::table::{Cell, Table, Tone};
use crate::report::sheet::Block;
use crate::rules::ours;
use crate::rules::pipeline::pip_04;
use crate::say;
use crate::words::{Words, words};

use super::{Ask, Cycle, Made, Reads, Spec, common, shape};

pub(super) static SPEC: Spec = Spec {
    number: 23,
    name: "activity",
    title: words("人员活跃通报", "Activity of our people"),
    about: words(
        "连续十四天没有任何记录的客户经理，每人最近的记录和负责的客户",
        "Account managers without any record for fourteen days or more, everybody's newest record and customers",
    ),
    maker: words("市场营销部", "marketing and sales"),
    audience: words("市场营销部", "marketing and sales"),
    cycle: Cycle::TwoWeeks,
    grace: 0,
    when: words("每两周", "every two weeks"),
    source: "001_774dd85515acb760.txt 客户关系管理系统(CRM)管理办法 第三条 2",
    reads: Reads::Kinds(&pip_04::HOLD_RECORDS),
    make,
};

/// The registers in which our people leave a record.
const REGISTERS: [DocKind; 3] = [DocKind::Market, DocKind::Suggestion, DocKind::Submissions];

/// How active somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    /// No record in the days allowed.
    Silent,
    /// A document of one of the person's customers, or a register, could not be read.
    Unread,
    /// Not long enough with us.
    NotJudged,
    /// A record within the days allowed.
    Active,
}

impl State {
    const fn key(self) -> &'static str {
        match self {
            Self::Silent => "silent",
            Self::Unread => "unread",
            Self::NotJudged => "not_judged",
            Self::Active => "active",
        }
    }

    const fn label(self) -> Words {
        match self {
            Self::Silent => words("没有记录", "no record"),
            Self::Unread => words("资料读不出来", "unreadable"),
            Self::NotJudged => words("不判断", "not judged"),
            Self::Active => words("有记录", "active"),
        }
    }
}

/// One account manager.
struct Line<'a> {
    staff: &'a str,
    newest: Option<NaiveDate>,
    customers: usize,
    state: State,
}

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let limit = shape::archive_scene("PIP-04", ask).param("max_days");
    let lines = lines(limit, ask);
    let silent: Vec<&Line<'_>> = lines.iter().filter(|line| line.state == State::Silent).collect();
    let mut sheet = common::start(ask);
    let mut table = table(&lines, ask);
    common::name_unread(&mut table, ask, &[&pip_04::HOLD_RECORDS[..], &REGISTERS[..], &[DocKind::Staff]].concat());
    if lines.is_empty() {
        table.hints.push(nobody(ask));
    }
    if silent.len() < lines.len() || !silent.is_empty() {
        table.notes.push(say!(
            lang,
            "记录指参加或写成的接触情况报告、办结的行动、受理的投诉、接待方案、核定、月度报告、完善建议、上报和 git 中的提交；超过 {limit} 天没有即列为没有记录",
            "A record is a contact or its report, an action done, a complaint handled, a reception planned, a verification, a monthly report, a suggestion, a submission or a commit in git; {limit} days without one count as none"
        ));
    }
    table.notes.extend(shape::not_in_force("PIP-04", ask));
    sheet.push(Block::Table(table));
    if !ask.machine {
        let asked = silent.iter().map(|line| remind(line, ask)).collect();
        shape::points(&mut sheet, say!(lang, "请了解原因并补上记录", "find out why, and make up for the records"), asked);
    }
    let open = silent.len();
    Made { pages: vec![sheet], summary: summary(&lines, &silent, limit, ask), open }
}

/// The active account managers, those without a record first.
fn lines<'a>(limit: i64, ask: &Ask<'a>) -> Vec<Line<'a>> {
    let (loaded, day) = (ask.loaded, ask.day);
    let scene = shape::archive_scene("PIP-04", ask);
    let gathered: Vec<Gathered> = loaded.customers.par_iter().map(|folder| Gathered::of(folder, day)).collect();
    let records = pip_04::newest(&gathered, &loaded.registers, ask.day);
    let first = pip_04::first_day(&scene, limit, ask.day);
    let charges = shape::charges(ask);
    let unread = REGISTERS.into_iter().any(|kind| shape::has_unread(kind, ask));
    let mut out = Vec::new();
    for (id, row) in ours::with_role(&loaded.world, StaffRole::AccountManager, ask.day) {
        let customers = charges.get(id).map_or(0, Vec::len);
        if !ask.query.is_empty() && customers == 0 {
            continue;
        }
        let newest = pip_04::newest_of(&loaded.world, row, records.get(id).copied(), first.unwrap_or(ask.day));
        let recent = |first: NaiveDate| newest.is_some_and(|day| day >= first);
        let state = match first.filter(|first| pip_04::is_asked(row, *first)) {
            None => State::NotJudged,
            Some(first) if recent(first) => State::Active,
            Some(_) if unread || pip_04::has_unread(loaded, id) => State::Unread,
            Some(_) => State::Silent,
        };
        out.push(Line { staff: id, newest, customers, state });
    }
    out.sort_by_key(|line| (line.state, line.newest));
    out
}

fn table(lines: &[Line<'_>], ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        shape::column("staff", "客户经理", "account manager"),
        shape::column("state", "状态", "state"),
        shape::column("newest", "最近的记录", "newest record"),
        shape::column("days", "距今天数", "days ago"),
        shape::column("customers", "负责的客户", "customers"),
    ])
    .named("activity");
    for line in lines {
        let label = line.state.label().get(lang);
        let state = match line.state {
            State::Silent if !ask.machine => Cell::Toned(Tone::Bad, label.to_owned()),
            state => shape::word(state.key(), label, ask),
        };
        table.rows.push(vec![
            common::staff_cell(line.staff, ask),
            state,
            line.newest.into(),
            line.newest.map_or(Cell::Empty, |day| Cell::Int((ask.day - day).num_days())),
            Cell::count(line.customers),
        ]);
    }
    table
}

/// Whom to ask, and who asks: the superior, else the director.
fn remind(line: &Line<'_>, ask: &Ask<'_>) -> String {
    let (lang, world) = (ask.lang(), &ask.loaded.world);
    let name = ours::name(world, line.staff);
    let above = crate::analysis::due::superior(world, Some(line.staff), None, ask.day).map(|one| one.name);
    let last = match line.newest {
        Some(day) => say!(lang, "最近的记录是 {day}", "the newest record is of {day}"),
        None => say!(lang, "没有任何记录", "there is no record at all"),
    };
    match above {
        Some(above) => say!(lang, "{name}：{last}，由{above}过问", "{name}: {last}; {above} is to ask"),
        None => say!(lang, "{name}：{last}", "{name}: {last}"),
    }
}

fn summary(lines: &[Line<'_>], silent: &[&Line<'_>], limit: i64, ask: &Ask<'_>) -> String {
    let (lang, all, count) = (ask.lang(), lines.len(), silent.len());
    if all == 0 {
        return say!(lang, "没有在岗的客户经理", "there is no active account manager");
    }
    let judged = lines.iter().any(|line| line.state != State::NotJudged);
    if !judged {
        return say!(lang, "{all} 位客户经理都还不判断", "none of {all} account managers is judged yet");
    }
    let unread = lines.iter().filter(|line| line.state == State::Unread).count();
    let also = match unread {
        0 => String::new(),
        _ => say!(lang, "；{unread} 位的资料读不出来，无法判断", "; {unread} cannot be judged, a document cannot be read"),
    };
    let names: Vec<&str> = silent.iter().map(|line| ours::name(&ask.loaded.world, line.staff)).collect();
    let list = ours::listed(&names, lang);
    if count == 0 {
        return match unread {
            0 => say!(lang, "{limit} 天内都有记录", "everybody has a record within {limit} days"),
            _ => say!(lang, "其余的 {limit} 天内都有记录{also}", "all others have a record within {limit} days{also}"),
        };
    }
    say!(
        lang,
        "{count} 位客户经理 {limit} 天没有记录：{list}{also}",
        "{count} of {all} account managers without a record for {limit} days: {list}{also}"
    )
}

fn nobody(ask: &Ask<'_>) -> String {
    let lang = ask.lang();
    if !ask.query.is_empty() {
        return say!(lang, "没有客户经理负责符合条件的客户", "no account manager is in charge of a customer that is meant by this query");
    }
    say!(
        lang,
        "人员名册中没有在岗的客户经理；`kehu add-staff 姓名 --role 客户经理` 登记",
        "the staff register has no active account manager; `kehu add-staff NAME --role account_manager` enters one"
    )
}
