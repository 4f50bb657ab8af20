//! ANA-13: a project has one live price.

use std::collections::BTreeMap;

use crate::archive::{DocKind, Quote};
use crate::findings::Level;
use crate::resolve::fold;
use crate::rules::amounts::amount;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "ANA-13",
    title: words("同一项目没有两个有效的报价", "a project has one live price"),
    sources: &[source(Seed::S001, "联想客户关系管理 有利于客户与销售管理 3)")],
    quote: "避免了由于沟通不畅造成的报价混乱",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Quotes],
    uses: &[],
    yields_to: &[],
    anchor: words("quotes.csv 中较新的那一行", "the newer line of quotes.csv"),
    meaning: words(
        "quotes.csv 中同一项目有效的报价金额相同。有效：状态为有效（或没有填写），日期不晚于审计日，没有过有效期。不同金额的只提示最新的一行。",
        "The live quotes of a project in quotes.csv have the same amount. Live: status live (or none), dated by the day, and not run out. Of different amounts the newest line is reported.",
    ),
    remedy: words(
        "请核对，把不再有效的报价的状态改为「撤回」",
        "check them, and set the status of the one that no longer holds to `withdrawn`",
    ),
    bad: "2026-05-10,传输管线改造工程,800,2026-12-31,周岚,有效\n2026-06-20,传输管线改造工程,760,2026-12-31,林静,有效",
    good: "2026-05-10,传输管线改造工程,800,2026-12-31,周岚,撤回\n2026-06-20,传输管线改造工程,760,2026-12-31,林静,有效",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(quotes), Some(today)) = (&scene.customer.quotes, scene.today) else { return };
    let mut live: BTreeMap<String, Vec<&Quote>> = BTreeMap::new();
    for quote in quotes.rows.iter().filter(|quote| quote.is_live(today) && !quote.project.is_empty()) {
        live.entry(fold(&quote.project)).or_default().push(quote);
    }
    for rows in live.values_mut() {
        // Of one day the later line is the newer one: the sort is stable.
        rows.sort_by_key(|quote| quote.date);
        let Some((newest, others)) = rows.split_last() else { continue };
        let Some(other) = others.iter().rev().find(|quote| quote.amount != newest.amount) else { continue };
        let (lang, world) = (scene.lang(), scene.world);
        let by = |quote: &Quote| {
            let name = world.staff.names.called(&quote.by);
            if name.is_empty() { String::new() } else { say!(lang, "（{name}）", " ({name})") }
        };
        let (project, day, name, earlier) = (&newest.project, other.date, by(other), amount(world, other.amount));
        let (now, now_by) = (amount(world, newest.amount), by(newest));
        let message = say!(
            lang,
            "「{project}」有两个有效的报价：{day} {earlier}{name}，本行 {now}{now_by}",
            "`{project}` has two live quotes: {earlier} of {day}{name}, and {now} here{now_by}"
        );
        scene.find(&quotes.info, newest.span, "amount", message).about(&newest.project);
    }
}
