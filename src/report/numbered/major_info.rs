//! R-02 重大信息快报: what happened, by which source level, its impact, what is advised, when and how it was reported and to whom, in time or not.

use crate::archive::{Doc, DocKind};
use crate::form::choices::StaffRole;
use crate::form::kind::Text;
use crate::form::registers::MajorInfo;
use crate::render::table::{Cell, Table, Tone};
use crate::report::sheet::{Block, Pair};
use crate::rules::cadence::cad_02;
use crate::say;
use crate::words::{shell_word, words};

use super::{Ask, Cycle, Made, Reads, Spec, common, shape};

pub(super) static SPEC: Spec = Spec {
    number: 2,
    name: "major-info",
    title: words("重大信息快报", "Flashes of major information"),
    about: words(
        "发生了什么、信息渠道级别、影响、建议，何时以何种方式报告了谁，是否及时",
        "What happened, by which source level, its impact, what is advised, when and how it was reported and to whom, in time or not",
    ),
    maker: words("客户经理", "account managers"),
    audience: words("市场部部长（大区经理、销售总监）", "marketing director (regional manager, sales director)"),
    cycle: Cycle::ThisYear,
    grace: 0,
    when: words("立即", "at once"),
    source: "000_492afcb71e7a325f.txt 第十二条 1",
    reads: Reads::Kinds(&[DocKind::Customer]),
    make,
};

/// One piece of major information, judged.
struct Flash<'a> {
    doc: &'a Doc<MajorInfo>,
    /// Days until it was reported; none while it is not, or where a day is missing.
    days: Option<i64>,
    /// Reported within the days allowed; none where that cannot be told.
    in_time: Option<bool>,
    /// Whether the director is among those who were told; none where that cannot be told.
    reached: Option<bool>,
}

impl Flash<'_> {
    fn is_open(&self) -> bool {
        self.in_time == Some(false) || self.reached == Some(false)
    }
}

fn make(ask: &Ask<'_>) -> Made {
    let all = flashes(ask);
    let mut sheet = common::start(ask);
    let mut table = table(&all, ask);
    common::name_unread(&mut table, ask, &shape::of_register(DocKind::MajorInfo, ask));
    if all.is_empty() && !shape::has_unread(DocKind::MajorInfo, ask) {
        table.hints.push(none(ask));
    }
    let open = all.iter().filter(|one| one.is_open()).count();
    let people = !ask.machine && !all.is_empty();
    if people {
        let lacking = all.iter().filter_map(|one| lacking(one, ask)).collect();
        shape::points(&mut sheet, say!(ask.lang(), "没有按规定报告的", "not reported as the regulation asks"), lacking);
        sheet.heading(say!(ask.lang(), "一览", "at a glance"));
    }
    sheet.push(Block::Table(table));
    if people {
        all.iter().for_each(|one| page(&mut sheet, one, ask));
    }
    Made { pages: vec![sheet], summary: summary(&all, open, ask), open }
}

/// What happened in the period, the newest first.
fn flashes<'a>(ask: &Ask<'a>) -> Vec<Flash<'a>> {
    let world = &ask.loaded.world;
    let most = shape::archive_scene("CAD-02", ask).param("max_days");
    let counts = |doc: &&Doc<MajorInfo>| {
        let in_period = doc.record.occurred_on.value().is_some_and(|day| ask.period.contains(day) && day <= ask.day);
        doc.whole && in_period && shape::is_wanted(doc.record.customer.get(), ask)
    };
    let judge = |doc: &'a Doc<MajorInfo>| {
        let times = cad_02::times(&doc.record).filter(|(_, reported)| *reported <= ask.day);
        let days = times.map(|(occurred, reported)| (reported - occurred).num_days());
        // Not yet reported: too late once the days are over.
        let waiting = doc.record.occurred_on.value().map(|occurred| (ask.day - occurred).num_days());
        let unclear = doc.record.reported_at.is_bad();
        let in_time = match days {
            Some(days) => Some(days <= most),
            None => waiting.filter(|waited| !unclear && *waited > most).map(|_| false),
        };
        Flash { doc, days, in_time, reached: cad_02::reached_director(&doc.record, world) }
    };
    let loaded = ask.loaded;
    let mut all: Vec<Flash<'a>> = loaded.registers.major_info.iter().filter(counts).map(judge).collect();
    all.sort_by_key(|one| (std::cmp::Reverse(one.doc.record.occurred_on.value()), &*one.doc.stem));
    all
}

fn table(all: &[Flash<'_>], ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        shape::column("occurred_on", "发生日期", "occurred on"),
        shape::column("customer", "客户", "customer"),
        shape::column("content", "内容", "content"),
        shape::column("source_level", "信息渠道级别", "source level"),
        shape::column("impact", "影响", "impact"),
        shape::column("advice", "建议", "advice"),
        shape::column("reported_to", "呈报对象", "reported to"),
        shape::column("reported_at", "报告时间", "reported at"),
        shape::column("mode", "报告方式", "mode"),
        shape::column("days", "隔几天报告", "days until reported"),
        shape::column("in_time", "及时", "in time"),
        shape::column("to_director", "报市场部部长", "to the director"),
        shape::column("record", "记录", "record"),
    ])
    .named("major_info");
    table.rows = all.iter().map(|one| row(one, ask)).collect();
    // The rest stands below, a paragraph each.
    shape::lean(&mut table, ask, &["source_level", "impact", "advice", "reported_to", "reported_at", "mode", "record"]);
    table
}

fn row(one: &Flash<'_>, ask: &Ask<'_>) -> Vec<Cell> {
    let (record, lang) = (&one.doc.record, ask.lang());
    let judged = |value: Option<bool>| match value {
        Some(false) if !ask.machine => Cell::Toned(Tone::Bad, Cell::yes_no(false, lang).to_owned()),
        value => value.map_or(Cell::Empty, Cell::Bool),
    };
    vec![
        record.occurred_on.value().into(),
        shape::named(record.customer.get(), ask),
        text(record.content.get()).into(),
        record.source_level.value().map_or(Cell::Empty, |level| Cell::Int(level.0)),
        text(record.impact.get()).into(),
        text(record.advice.get()).into(),
        shape::staff_list(record.reported_to.get().into_iter().flat_map(|list| list.iter()), ask),
        record.reported_at.value().map_or(Cell::Empty, |moment| Cell::text(moment.at.format("%Y-%m-%dT%H:%M:%S").to_string())),
        record.mode.value().map_or(Cell::Empty, |mode| shape::word(mode.key(), mode.label(lang), ask)),
        one.days.map_or(Cell::Empty, Cell::Int),
        judged(one.in_time),
        judged(one.reached),
        Cell::text(name(one)),
    ]
}

fn text(field: Option<&Text>) -> &str {
    field.map_or("", Text::as_str)
}

/// The record as a command line names it.
fn name(one: &Flash<'_>) -> String {
    format!("major-info/{}", one.doc.stem)
}

/// One of them for reading: what happened, what follows from it, who knows of it.
fn page(sheet: &mut crate::report::sheet::Sheet, one: &Flash<'_>, ask: &Ask<'_>) {
    let (record, lang) = (&one.doc.record, ask.lang());
    let day = record.occurred_on.value().map(|day| day.to_string()).unwrap_or_default();
    let customer = record.customer.get().map(|customer| shape::customer_name(&customer.id, ask)).unwrap_or_default();
    sheet.heading(format!("{day} {customer}").trim_end());
    let names = &ask.loaded.world.staff.names;
    let to: Vec<&str> = record.reported_to.get().into_iter().flat_map(|list| list.iter()).map(|one| names.called(&one.id)).collect();
    let at = record.reported_at.value().map(|moment| moment.at.format("%Y-%m-%d %H:%M").to_string());
    let mode = record.mode.value().map(|mode| mode.label(lang).to_owned());
    let reported = [at, mode, Some(lang.join(&to))].into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    let level = record.source_level.value().map(|level| {
        let level = level.0;
        say!(lang, "第 {level} 级", "level {level}")
    });
    let rows = [
        (words("内容", "content"), text(record.content.get()).to_owned()),
        (words("信息渠道级别", "source level"), level.unwrap_or_default()),
        (words("影响", "impact"), text(record.impact.get()).to_owned()),
        (words("建议", "advice"), text(record.advice.get()).to_owned()),
        (words("报告", "reported"), reported.join(words("，", ", ").get(lang))),
    ];
    let pairs = rows.into_iter().filter(|(_, value)| !value.is_empty()).map(|(label, value)| Pair::new(label.get(lang), value));
    sheet.push(Block::Pairs(pairs.collect()));
}

/// What is to be made up for, with the command.
fn lacking(one: &Flash<'_>, ask: &Ask<'_>) -> Option<String> {
    let lang = ask.lang();
    let record = &one.doc.record;
    let (day, record_name) = (record.occurred_on.value()?, shell_word(&name(one)));
    let customer = record.customer.get().map(|customer| shape::customer_name(&customer.id, ask)).unwrap_or_default();
    let mut parts = Vec::new();
    match (one.in_time, one.days) {
        (Some(false), Some(days)) => parts.push(say!(lang, "隔了 {days} 天才报告", "reported {days} days later")),
        (Some(false), None) => parts.push(say!(lang, "还没有报告", "not reported yet")),
        _ => {}
    }
    if one.reached == Some(false) {
        let director = shape::holders(StaffRole::MarketingDirector, ask);
        parts.push(say!(
            lang,
            "没有报告市场部部长{director}，报告后用 `kehu set {record_name} reported_to=STAFF,STAFF` 补登",
            "the marketing director {director} was not told; then `kehu set {record_name} reported_to=STAFF,STAFF`"
        ));
    }
    if parts.is_empty() {
        return None;
    }
    let what = parts.join(words("；", "; ").get(lang));
    let head = format!("{day} {customer}");
    let head = head.trim_end();
    Some(say!(lang, "{head}：{what}", "{head}: {what}"))
}

fn summary(all: &[Flash<'_>], open: usize, ask: &Ask<'_>) -> String {
    let (lang, count) = (ask.lang(), all.len());
    match (count, open) {
        (0, _) if shape::has_unread(DocKind::MajorInfo, ask) => say!(lang, "有读不出来的重大信息", "some records cannot be read"),
        (0, _) => say!(lang, "没有登记重大信息", "no major information was entered"),
        (_, 0) => say!(lang, "{count} 条，都按规定报告了", "{count} in all, every one reported in time and to the director"),
        _ => say!(lang, "{count} 条，其中 {open} 条没有及时报告或没有报告市场部部长", "{count} in all, {open} late or not to the director"),
    }
}

fn none(ask: &Ask<'_>) -> String {
    let (lang, period) = (ask.lang(), ask.period.label(ask.lang()));
    say!(
        lang,
        "{period}没有登记重大信息；发生后立即报告市场部部长，并用 `kehu add-major-info --content 内容` 登记",
        "no major information was entered for {period}; report it to the marketing director at once and enter it with `kehu add-major-info --content TEXT`"
    )
}
