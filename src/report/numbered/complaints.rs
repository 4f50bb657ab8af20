//! R-17 客户投诉台账与时效: received, first handler, department, promised and closed, share settled in time, causes.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use rust_decimal::Decimal;

use crate::archive::{CustomerFolder, DocKind};
use crate::form::kind::Text;
use crate::form::kind::date::Moment;
use crate::model::percent::Percent;
use crate::render::table::{Cell, Column, Table, Tone};
use crate::report::sheet::{Block, Pair};
use crate::rules::service::{Case, has_time, on_our_clock, span_words};
use crate::say;
use crate::words::{Lang, Words, shell_word, words};

use super::{Ask, Cycle, Made, Reads, Spec, common, figures};

pub(super) static SPEC: Spec = Spec {
    number: 17,
    name: "complaints",
    title: words("客户投诉台账与时效", "Complaints and how fast they were settled"),
    about: words(
        "受理、首问责任人、转交部门、承诺与办结时间，时效达标率，原因",
        "Received, first handler, department, promised and closed, share settled in time, causes",
    ),
    maker: words("综合办公室", "general office"),
    audience: words("各部门", "all departments"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每月", "monthly"),
    source: "003_1e073dfe55fe091b.txt 第六条；001_774dd85515acb760.txt F15",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::Complaint]),
    make,
};

/// Documents that the answer needs.
const KINDS: &[DocKind] = &[DocKind::Customer, DocKind::Complaint];
/// Signs of a content that people are shown.
const CONTENT: usize = 40;

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let mut sheet = common::start(ask);
    let lines = lines(ask);
    let counts = Counts::of(&lines);
    if !ask.machine && !lines.is_empty() {
        sheet.push(Block::Line(counts.pairs(lang)));
    }
    let none = match common::no_customers(ask) {
        Some(none) => none,
        None => say!(
            lang,
            "期间内没有投诉、查询；有的用 `kehu add-complaint 客户 --content 内容` 登记",
            "no complaint or query in the period; enter one with `kehu add-complaint CUSTOMER --content TEXT`"
        ),
    };
    figures::put(&mut sheet, ask, words("投诉、查询台账", "Register").get(lang), register(&lines, ask), Some(none));
    figures::put(&mut sheet, ask, words("原因", "Causes").get(lang), causes(&lines, ask), None);
    figures::put(&mut sheet, ask, words("转交部门", "Departments").get(lang), departments(&lines, ask), None);
    Made { pages: vec![sheet], summary: counts.summary(lang), open: counts.open }
}

/// How a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Closed,
    Open,
    /// Open, and its promised time or deadline has passed.
    Overdue,
}

impl State {
    const fn key(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Open => "open",
            Self::Overdue => "overdue",
        }
    }

    const fn label(self) -> Words {
        match self {
            Self::Closed => words("已办结", "settled"),
            Self::Open => words("办理中", "open"),
            Self::Overdue => words("逾期未办结", "overdue"),
        }
    }
}

/// A complaint or query of the period, or one that was still open when it began.
struct Line<'a> {
    folder: &'a CustomerFolder,
    case: Case<'a>,
    settled: Option<NaiveDateTime>,
    state: State,
    /// Within the time of SVC-01 and SVC-02; none where they ask for nothing, or nobody can tell yet.
    in_time: Option<bool>,
    /// It was received before the period.
    earlier: bool,
}

fn lines<'a>(ask: &Ask<'a>) -> Vec<Line<'a>> {
    let (world, period) = (&ask.loaded.world, ask.period);
    let mut out = Vec::new();
    for folder in ask.loaded.customers.iter().filter(|folder| (ask.wanted)(folder)) {
        for case in folder.complaints.iter().filter(|doc| doc.whole).filter_map(|doc| Case::of(doc, world)) {
            let received = case.received.date();
            let settled = case.settled_by(world, Some(ask.day));
            let earlier = received < period.first_day();
            // What was settled before the period began was in an earlier register.
            let is_past = earlier && settled.is_some_and(|at| at.date() < period.first_day());
            if received > ask.day || received > period.last_day() || is_past {
                continue;
            }
            let in_time = case.is_in_time(world, ask.day);
            let promised = case.doc.record.promised_by.value().map(|moment| on_our_clock(world, moment).date());
            let late = in_time == Some(false) || promised.is_some_and(|day| day < ask.day);
            let state = match settled {
                Some(_) => State::Closed,
                None if late => State::Overdue,
                None => State::Open,
            };
            out.push(Line { folder, case, settled, state, in_time, earlier });
        }
    }
    out.sort_by(|a, b| {
        a.case
            .received
            .cmp(&b.case.received)
            .then_with(|| a.folder.id.cmp(&b.folder.id))
            .then_with(|| a.case.doc.stem.cmp(&b.case.doc.stem))
    });
    out
}

/// What the register comes to.
#[derive(Default)]
struct Counts {
    received: usize,
    earlier: usize,
    closed: usize,
    open: usize,
    overdue: usize,
    judged: usize,
    in_time: usize,
    unhappy: usize,
}

impl Counts {
    fn of(lines: &[Line<'_>]) -> Self {
        let count = |is: &dyn Fn(&Line<'_>) -> bool| lines.iter().filter(|line| is(line)).count();
        Self {
            received: count(&|line| !line.earlier),
            earlier: count(&|line| line.earlier),
            closed: count(&|line| line.state == State::Closed),
            open: count(&|line| line.state != State::Closed),
            overdue: count(&|line| line.state == State::Overdue),
            judged: count(&|line| line.in_time.is_some()),
            in_time: count(&|line| line.in_time == Some(true)),
            unhappy: count(&|line| line.case.doc.record.satisfied.value() == Some(false)),
        }
    }

    fn rate(&self) -> Option<Percent> {
        rate(self.in_time, self.judged)
    }

    fn pairs(&self, lang: Lang) -> Vec<Pair> {
        let count = |label: Words, number: usize| Pair::new(label.get(lang), number.to_string());
        let mut out = vec![count(words("受理", "Received"), self.received)];
        if self.earlier > 0 {
            out.push(count(words("上期转入", "Brought forward"), self.earlier));
        }
        out.push(count(words("已办结", "Settled"), self.closed));
        out.push(count(words("未办结", "Open"), self.open));
        if let Some(rate) = self.rate() {
            let (rate, part, all) = (rate.trimmed(), self.in_time, self.judged);
            out.push(Pair::new(words("时效达标率", "In time").get(lang), format!("{rate}% ({part}/{all})")));
        }
        out
    }

    fn summary(&self, lang: Lang) -> String {
        let (received, earlier, closed, open, overdue, unhappy) =
            (self.received, self.earlier, self.closed, self.open, self.overdue, self.unhappy);
        if received + earlier == 0 {
            return words("没有投诉、查询", "no complaints or queries").get(lang).to_owned();
        }
        let mut parts = Vec::new();
        if overdue > 0 {
            parts.push(say!(lang, "逾期未办结 {overdue} 件", "overdue: {overdue}"));
        }
        parts.push(say!(
            lang,
            "受理 {received} 件，办结 {closed} 件，未办结 {open} 件",
            "received {received}, settled {closed}, open {open}"
        ));
        if let Some(rate) = self.rate().map(Percent::trimmed) {
            parts.push(say!(lang, "时效达标率 {rate}%", "in time {rate}%"));
        }
        if unhappy > 0 {
            parts.push(say!(lang, "客户不满意 {unhappy} 件", "customer not satisfied: {unhappy}"));
        }
        figures::phrases(&parts, lang)
    }
}

fn rate(part: usize, of: usize) -> Option<Percent> {
    Percent::ratio(i64::try_from(part).ok()?, i64::try_from(of).ok()?)
}

/// A moment on the archive's clock; the day alone where no hour is on record.
fn moment_cell(moment: Option<Moment>, ask: &Ask<'_>) -> Cell {
    let Some(moment) = moment else { return Cell::Empty };
    let at = on_our_clock(&ask.loaded.world, moment);
    match (has_time(moment), ask.machine) {
        (false, _) => Cell::Date(at.date()),
        (true, true) => Cell::text(at.format("%Y-%m-%dT%H:%M:%S").to_string()),
        (true, false) => Cell::text(at.format("%Y-%m-%d %H:%M").to_string()),
    }
}

/// The register itself: a row a case, by the time it was received.
fn register(lines: &[Line<'_>], ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("received_at", words("受理时间", "received at")),
        Column::new("customer", words("客户", "customer")),
        Column::new("type", words("类型", "type")),
        Column::new("content", words("内容", "content")),
        Column::new("first_handler", words("首问责任人", "first handler")),
        Column::new("forwarded_to", words("转交部门", "forwarded to")),
        Column::new("promised_by", words("承诺解决时间", "promised by")),
        Column::new("answered_at", words("答复时间", "answered at")),
        Column::new("closed_at", words("办结时间", "closed at")),
        Column::new("hours", words("用时", "took")),
        Column::new("in_time", words("时效", "in time")),
        Column::new("cause", words("原因", "cause")),
        Column::new("state", words("状态", "state")),
        Column::new("result", words("处理结果", "result")),
        Column::new("satisfied", words("客户是否满意", "satisfied")),
        Column::new("record", words("记录", "record")),
    ]);
    table.rows = lines.iter().map(|line| row(line, ask)).collect();
    if !lines.is_empty() && !ask.machine {
        // The path is for programs; what is still open is named below.
        table.columns.pop();
        table.rows.iter_mut().for_each(|row| row.truncate(table.columns.len()));
        let figure = |name: &str| ask.loaded.world.policy.figure(name).normalize();
        let (minutes, hours) = (figure("SVC-01.minutes"), figure("SVC-02.hours"));
        table.notes.push(say!(
            lang,
            "时效：查询 {minutes} 分钟内答复，投诉 {hours} 个工作小时内办结（参数 SVC-01.minutes、SVC-02.hours）；索赔、财务看承诺解决时间，不计入达标率",
            "in time: a query answered within {minutes} minutes, a complaint settled within {hours} working hours (parameters SVC-01.minutes, SVC-02.hours); claims and matters of accounts go by the promised time and are in no rate"
        ));
    }
    let open = lines.iter().filter(|line| line.state != State::Closed);
    for line in open.take(3) {
        let record = shell_word(&record(line));
        table.hints.push(say!(
            lang,
            "办结后：`kehu close {record} --result 处理结果`",
            "once settled: `kehu close {record} --result TEXT`"
        ));
    }
    common::name_unread(&mut table, ask, KINDS);
    table.named("complaints")
}

/// How the record is named on a command line.
fn record(line: &Line<'_>) -> String {
    format!("{}/complaints/{}", line.folder.id, line.case.doc.stem)
}

fn row(line: &Line<'_>, ask: &Ask<'_>) -> Vec<Cell> {
    let (lang, world, record) = (ask.lang(), &ask.loaded.world, &line.case.doc.record);
    let by_day = |moment: &Moment| on_our_clock(world, *moment).date() <= ask.day;
    let text = |field: &crate::form::Field<Text>| field.get().map(|text| text.as_str().to_owned()).into();
    let kind = record.kind.value().map(|kind| if ask.machine { kind.key() } else { kind.label(lang) });
    let took = line.settled.and_then(|at| line.case.took(world, at));
    let hours = match took {
        Some(took) if ask.machine => Cell::Number(Decimal::from(took.num_minutes()) / Decimal::from(60)),
        Some(took) => Cell::text(span_words(took, lang)),
        None => Cell::Empty,
    };
    let in_time = match line.in_time {
        Some(yes) if ask.machine => Cell::Bool(yes),
        Some(true) => words("达标", "yes").get(lang).into(),
        Some(false) => Cell::Toned(Tone::Bad, words("超时", "no").get(lang).to_owned()),
        None => Cell::Empty,
    };
    let state = match line.state {
        state if ask.machine => state.key().into(),
        State::Overdue => Cell::Toned(Tone::Bad, State::Overdue.label().get(lang).to_owned()),
        State::Open => Cell::Toned(Tone::Fair, State::Open.label().get(lang).to_owned()),
        State::Closed => State::Closed.label().get(lang).into(),
    };
    let content = record.content.get().map_or("", |text| text.as_str());
    vec![
        moment_cell(record.received_at.value(), ask),
        common::customer_cell(line.folder, ask),
        kind.into(),
        Cell::text(if ask.machine { content.to_owned() } else { figures::cut(content, CONTENT) }),
        record.first_handler.get().map_or(Cell::Empty, |staff| common::staff_cell(&staff.id, ask)),
        text(&record.forwarded_to),
        moment_cell(record.promised_by.value(), ask),
        moment_cell(record.answered_at.value().filter(by_day), ask),
        moment_cell(record.closed_at.value().filter(by_day), ask),
        hours,
        in_time,
        text(&record.cause),
        state,
        text(&record.result),
        record.satisfied.value().map_or(Cell::Empty, Cell::Bool),
        Cell::text(self::record(line)),
    ]
}

/// The causes with how many cases have each, the most frequent first; those without one last.
fn causes(lines: &[Line<'_>], ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("cause", words("原因", "cause")),
        Column::new("complaints", words("件数", "cases")),
        Column::new("share", words("比重", "share")),
        Column::new("open", words("未办结", "open")),
    ]);
    let groups = grouped(lines, |line| line.case.doc.record.cause.get().map(Text::as_str));
    // Nobody learns anything from a list of unknown causes.
    if !ask.machine && groups.iter().all(|(name, _)| name.is_empty()) {
        return table.named("causes");
    }
    for (name, group) in &groups {
        let open = group.iter().filter(|line| line.state != State::Closed).count();
        let name = if name.is_empty() { blank(ask) } else { Cell::text(*name) };
        table.rows.push(vec![name, Cell::count(group.len()), rate(group.len(), lines.len()).into(), Cell::count(open)]);
    }
    if groups.iter().any(|(name, _)| name.is_empty()) && !lines.is_empty() && !ask.machine {
        table.notes.push(say!(
            lang,
            "没有写明原因的，用 `kehu set 记录 cause=原因` 补上",
            "where no cause is given: `kehu set RECORD cause=TEXT`"
        ));
    }
    table.named("causes")
}

/// Which department had how many of them, and how many in time.
fn departments(lines: &[Line<'_>], ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::new("department", words("转交部门", "department")),
        Column::new("complaints", words("件数", "cases")),
        Column::new("closed", words("已办结", "settled")),
        Column::new("open", words("未办结", "open")),
        Column::new("judged", words("有时限的", "with a limit")),
        Column::new("in_time", words("达标", "in time")),
        Column::new("rate", words("达标率", "rate")),
    ]);
    let groups = grouped(lines, |line| line.case.doc.record.forwarded_to.get().map(Text::as_str));
    if !ask.machine && groups.iter().all(|(name, _)| name.is_empty()) {
        return table.named("departments");
    }
    for (name, group) in &groups {
        let count = |is: &dyn Fn(&Line<'_>) -> bool| group.iter().filter(|line| is(line)).count();
        let (closed, judged) = (count(&|line| line.state == State::Closed), count(&|line| line.in_time.is_some()));
        let in_time = count(&|line| line.in_time == Some(true));
        let name = if name.is_empty() { blank(ask) } else { Cell::text(*name) };
        let counts = [group.len(), closed, group.len() - closed, judged, in_time].map(Cell::count);
        table.rows.push(std::iter::once(name).chain(counts).chain([rate(in_time, judged).into()]).collect());
    }
    table.named("departments")
}

fn blank(ask: &Ask<'_>) -> Cell {
    if ask.machine { Cell::Empty } else { words("（未填写）", "(not filled in)").get(ask.lang()).into() }
}

/// The cases by a text of theirs: the largest group first, that without a text last.
fn grouped<'l, 'a>(lines: &'l [Line<'a>], of: impl Fn(&'l Line<'a>) -> Option<&'l str>) -> Vec<(&'l str, Vec<&'l Line<'a>>)> {
    let mut groups: BTreeMap<&str, Vec<&Line<'_>>> = BTreeMap::new();
    lines.iter().for_each(|line| groups.entry(of(line).unwrap_or("").trim()).or_default().push(line));
    let mut out: Vec<_> = groups.into_iter().collect();
    out.sort_by(|a, b| a.0.is_empty().cmp(&b.0.is_empty()).then(b.1.len().cmp(&a.1.len())));
    out
}
