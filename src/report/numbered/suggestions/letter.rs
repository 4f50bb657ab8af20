//! A letter to one account manager, with a copy to the director.

use crate::findings::Level;
use crate::form::choices::StaffRole;
use crate::render::table::{Cell, Table, Tone};
use crate::report::hints::tally;
use crate::report::sheet::{Block, Pair, Sheet};
use crate::rules::ours;
use crate::say;
use crate::words::{Lang, plural, shell_word, words};

use super::super::{Ask, common, shape};
use super::gather::{Earlier, Improvement, Letter, Point, advice, deadline, flat};
use super::kinds::Kind;

/// The letter as a page.
pub(super) fn page(letter: &Letter<'_>, ask: &Ask<'_>) -> Sheet {
    let lang = ask.lang();
    let name = addressee(letter, ask);
    let mut sheet = common::start(ask);
    sheet.title = say!(lang, "{title}：{name}", "{title}: {name}", title = sheet.title);
    heads(&mut sheet, letter, &name, ask);
    sheet.push(Block::Text(opening(letter, ask)));
    for one in letter.customers.iter().filter(|one| !one.points.is_empty()) {
        customer(&mut sheet, one, ask);
    }
    let mut earlier: Vec<(&Improvement<'_>, &Earlier<'_>)> = Vec::new();
    for one in &letter.customers {
        earlier.extend(one.earlier.iter().map(|suggestion| (one, suggestion)));
    }
    earlier.sort_by_key(|(_, one)| (one.done, -one.overdue));
    if !earlier.is_empty() {
        sheet.heading(say!(lang, "以往建议的落实", "how earlier suggestions stand"));
        sheet.push(Block::Table(table(&earlier, ask)));
    }
    closing(&mut sheet, letter, ask);
    sheet
}

/// To whom the letter goes: the account manager; where there is none, whoever appoints one.
fn addressee(letter: &Letter<'_>, ask: &Ask<'_>) -> String {
    if letter.manager.is_empty() {
        return say!(ask.lang(), "没有客户经理的客户", "customers without an account manager");
    }
    ours::name(&ask.loaded.world, letter.manager).to_owned()
}

fn heads(sheet: &mut Sheet, letter: &Letter<'_>, name: &str, ask: &Ask<'_>) {
    let lang = ask.lang();
    let role = |role: StaffRole| {
        let names = shape::holders(role, ask);
        let label = role.label(lang);
        if names.is_empty() { label.to_owned() } else { say!(lang, "{label}{names}", "{names} ({label})") }
    };
    let director = role(StaffRole::MarketingDirector);
    let to = if letter.manager.is_empty() {
        director.clone()
    } else {
        let label = StaffRole::AccountManager.label(lang);
        say!(lang, "{label}{name}", "{name} ({label})")
    };
    let mut pairs = vec![Pair::new(say!(lang, "致", "To"), to)];
    if !letter.manager.is_empty() {
        pairs.push(Pair::new(say!(lang, "抄送", "Copy to"), director));
    }
    pairs.push(Pair::new(say!(lang, "提出", "From"), role(StaffRole::InfoAdmin)));
    if letter.points().any(|point| point.issued.is_none()) {
        pairs.push(Pair::new(say!(lang, "落实期限", "To be carried out by"), deadline(ask).to_string()));
    }
    sheet.push(Block::Pairs(pairs));
}

fn opening(letter: &Letter<'_>, ask: &Ask<'_>) -> String {
    let (lang, period) = (ask.lang(), ask.period.label(ask.lang()));
    let (errors, warnings) = (letter.count(Level::Error), letter.count(Level::Warning));
    let customers = letter.customers.len();
    if errors + warnings == 0 {
        return say!(
            lang,
            "{period}检查了下列客户的档案，没有新的问题；以往的建议见下表，请继续落实。",
            "The archives were inspected for {period}. Nothing new was found; earlier suggestions stand below."
        );
    }
    let (found, due) = (tally(errors, warnings, lang), deadline(ask));
    let archives = plural(customers, "customer", "customers");
    say!(
        lang,
        "{period}检查了客户档案，{customers} 个客户的档案需要完善：{found}。请在 {due} 前落实，已经提出过的按原期限；办结情况列入考核。",
        "The archives were inspected for {period}: {found} in the archives of {archives}. Please carry out what is suggested by {due}, what was suggested before by its own day; how far it is done counts in the appraisal."
    )
}

/// One customer: what is wrong in each way, and what to do.
fn customer(sheet: &mut Sheet, one: &Improvement<'_>, ask: &Ask<'_>) {
    let lang = ask.lang();
    let (name, found) = (one.customer.called(), tally(one.count(Level::Error), one.count(Level::Warning), lang));
    sheet.heading(say!(lang, "{name}（{found}）", "{name} ({found})"));
    for kind in Kind::ALL {
        let points: Vec<&Point<'_>> = one.points.iter().filter(|point| point.kind == kind).collect();
        if points.is_empty() {
            continue;
        }
        let (label, count) = (kind.label().get(lang), points.len());
        sheet.push(Block::Text(say!(lang, "{label} {count} 条", "{label}: {count}")));
        sheet.push(Block::Items(grouped(&points, ask).iter().map(|group| item(group, ask)).collect()));
    }
}

/// Points of one rule with the same advice, together.
fn grouped<'p, 'a>(points: &[&'p Point<'a>], ask: &Ask<'_>) -> Vec<Vec<&'p Point<'a>>> {
    let mut out: Vec<Vec<&Point<'a>>> = Vec::new();
    for point in points {
        let same = |group: &&mut Vec<&'p Point<'a>>| {
            let first = group[0];
            let issued = first.issued.map(|doc| &doc.stem) == point.issued.map(|doc| &doc.stem);
            first.finding.rule == point.finding.rule
                && first.finding.level == point.finding.level
                && issued
                && advice(first.finding, ask) == advice(point.finding, ask)
        };
        match out.last_mut().filter(|group| same(group)) {
            Some(group) => group.push(point),
            None => out.push(vec![point]),
        }
    }
    out
}

/// 错误 COV-01：苏晴不在接触计划内……; below it what to do, with the command. Several of one rule stand below one another.
fn item(group: &[&Point<'_>], ask: &Ask<'_>) -> String {
    let (lang, first) = (ask.lang(), group[0]);
    let (level, rule) = (first.finding.level.word().get(lang), first.finding.rule);
    let commands: Vec<Option<String>> = group.iter().map(|point| (ask.settles)(point.finding)).collect();
    // A command that is the same for all of them is said once, below.
    let single = commands.iter().all(|command| *command == commands[0]);
    let said = |at: usize| {
        let message = flat(&group[at].finding.message);
        match commands[at].as_ref().filter(|_| !single) {
            Some(command) => format!("{message} `{command}`"),
            None => message,
        }
    };
    let mut lines = match group.len() {
        1 => vec![say!(lang, "{level} {rule}：{message}", "{level} {rule}: {message}", message = said(0))],
        count => {
            let title = shape::rule(rule).title.get(lang);
            let mut lines = vec![say!(lang, "{level} {rule}，{count} 处（{title}）：", "{level} {rule}, {count} times ({title}):")];
            lines.extend((0..count).map(said));
            lines
        }
    };
    let advice = flat(advice(first.finding, ask));
    let command = commands[0].as_ref().filter(|command| single && !advice.contains(command.as_str()));
    let what = [Some(advice.clone()).filter(|advice| !advice.is_empty()), command.map(|command| format!("`{command}`"))];
    let what = what.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if !what.is_empty() {
        lines.push(say!(lang, "建议：{what}", "Suggestion: {what}"));
    }
    if let Some(doc) = first.issued {
        let day = |field: Option<chrono::NaiveDate>| field.map(|day| day.to_string()).unwrap_or_default();
        let (issued, due) = (day(doc.record.issued_on.value()), day(doc.record.due.value()));
        lines.push(say!(lang, "{issued} 已提出，期限 {due}", "suggested on {issued}, due {due}"));
    }
    lines.join("\n")
}

fn table(earlier: &[(&Improvement<'_>, &Earlier<'_>)], ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        shape::column("customer", "客户", "customer"),
        shape::column("issue", "问题", "issue"),
        shape::column("suggestion", "建议", "suggestion"),
        shape::column("due", "期限", "due"),
        shape::column("status", "状态", "status"),
    ]);
    for (one, suggestion) in earlier {
        let (record, days) = (&suggestion.doc.record, suggestion.overdue);
        let closed = record.closed_on.value().map(|day| day.to_string()).unwrap_or_default();
        let status = match (suggestion.done, days) {
            (true, _) => Cell::text(say!(lang, "已办结 {closed}", "done {closed}").trim_end()),
            (false, 0) => Cell::text(say!(lang, "未办结", "open")),
            (false, 1) => Cell::Toned(Tone::Bad, say!(lang, "逾期 1 天", "1 day overdue")),
            (false, _) => Cell::Toned(Tone::Bad, say!(lang, "逾期 {days} 天", "{days} days overdue")),
        };
        table.rows.push(vec![
            common::customer_cell(one.customer, ask),
            record.issue.get().map(|text| Cell::text(brief(text.as_str(), lang))).unwrap_or_default(),
            record.suggestion.get().map(|text| Cell::text(brief(text.as_str(), lang))).unwrap_or_default(),
            record.due.value().into(),
            status,
        ]);
    }
    let open = earlier.iter().find(|(_, one)| !one.done);
    if let Some((_, one)) = open {
        let record = shell_word(&format!("suggestions/{}", one.doc.stem));
        table.notes.push(say!(lang, "落实之后：`kehu close {record}`", "when it is carried out: `kehu close {record}`"));
    }
    table
}

/// The first of several lines, and how many there are: the record has them all.
fn brief(text: &str, lang: Lang) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let (first, count) = (lines.first().copied().unwrap_or_default(), lines.len());
    if count < 2 { first.to_owned() } else { say!(lang, "{first} 等 {count} 条", "{first} and others, {count} in all") }
}

/// How the letter becomes a record, and what it leaves out.
fn closing(sheet: &mut Sheet, letter: &Letter<'_>, ask: &Ask<'_>) {
    let lang = ask.lang();
    let manager = letter.manager;
    let whose = if manager.is_empty() { String::new() } else { format!(" am:{}", shell_word(manager)) };
    let mut items = Vec::new();
    if letter.points().any(|point| point.issued.is_none()) {
        let due = deadline(ask);
        items.push(say!(
            lang,
            "信息管理员登记这些建议：`kehu add-suggestion --from-audit{whose} --due {due}`，每个客户一份，未办结的客户略过",
            "the information administrator enters them: `kehu add-suggestion --from-audit{whose} --due {due}`, one a customer; those with an open one are left out"
        ));
    }
    let infos = letter.infos;
    if infos > 0 {
        items.push(say!(
            lang,
            "另有提示 {infos} 条没有列出：`kehu audit{whose}`",
            "left out, only worth knowing: {infos}; see `kehu audit{whose}`"
        ));
    }
    if !items.is_empty() {
        sheet.note(words("办理", "how to go on").get(lang), items);
    }
}
