//! R-17 客户投诉台账与时效: received, first handler, department, promised and closed, share settled in time, causes.

mod groups;
mod register;

use chrono::NaiveDateTime;

use crate::archive::{CustomerFolder, DocKind};
use crate::model::percent::Percent;
use crate::report::sheet::{Block, Pair};
use crate::rules::service::{Case, on_our_clock};
use crate::say;
use crate::words::{Lang, Words, words};

use super::{Ask, Cycle, Made, Reads, Spec, common, figures};
use groups::{causes, departments};
use register::register;

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
            let (rate, part, all) = (figures::rate(rate), self.in_time, self.judged);
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
        if let Some(rate) = self.rate().map(figures::rate) {
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
