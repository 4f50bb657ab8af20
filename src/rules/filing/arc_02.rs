//! ARC-02: the nine items of information about a customer are there.

use crate::archive::{CustomerFolder, DocKind};
use crate::findings::Level;
use crate::form::choices::Topic;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::{Words, words};

pub(super) static RULE: Rule = Rule {
    id: "ARC-02",
    title: words("九项客户信息齐全", "the nine items of information are there"),
    sources: &[source(Seed::S000, "第十条 2")],
    quote: "客户购买程序、客户投资规模等需求筹划",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Customer],
    uses: &[DocKind::KeyPeople, DocKind::Person, DocKind::Insight],
    yields_to: &[],
    anchor: words("客户基本状况表的第一行", "the first line of form 1"),
    meaning: words(
        "九项信息：行业和市场信息（附表5 行业与市场状况）、战略方向（附表5 客户近期与远期计划）、组织结构与管理体系（附表5）、关键人物（附表3）、基本状况（附表1）、关键人物个人情况资料（附表2 至少一份）、购买程序（附表1「客户购买程序」）、投资规模等需求计划（附表5 投资规划）、信息分析（附表5 至少一条含义）。缺几项合为一条。",
        "Nine items: industry and market (form 5), strategic direction (form 5, plans), organisation and management (form 5), key people (form 3), the profile (form 1), personal sheets (form 2, at least one), the buying process (`buying_process` of form 1), investment and demand (form 5, investment), analysis (form 5, at least one implication). What is missing is named in one finding.",
    ),
    remedy: words("请补充所缺的信息", "add what is missing"),
    bad: "# customer.toml 中没有 buying_process",
    good: "buying_process = \"计划建设部立项→设计院方案→技术评分→采购中心集采→副总经理审批→签约\"",
    run: Run::Customer(run),
};

/// What is missing, in the order of the article: its name, and where it is entered.
fn missing(folder: &CustomerFolder) -> Vec<(Words, Words)> {
    let topics = || folder.insight.iter().filter_map(|doc| doc.record.topics.get()).flat_map(|list| list.iter());
    let told = |topic: Topic| topics().any(|row| row.topic.value() == Some(topic) && !row.information.is_blank());
    let people = folder.key_people.as_ref().is_some_and(|doc| doc.record.people.get().is_some_and(|list| !list.is_empty()));
    let sheets = !folder.sheets.is_empty() || !folder.sealed.is_empty();
    let process = folder.profile.as_ref().is_some_and(|doc| !doc.record.buying_process.is_blank());
    let insight = words("附表5", "form 5");
    let all = [
        (told(Topic::IndustryAndMarket), words("客户行业和市场信息", "industry and market"), insight),
        (told(Topic::Plans), words("客户战略方向", "strategic direction"), insight),
        (told(Topic::Organization), words("客户组织结构与管理体系", "organisation and management"), insight),
        (people, words("关键人物", "key people"), words("附表3", "form 3")),
        (folder.profile.is_some(), words("客户基本状况", "profile"), words("附表1", "form 1")),
        (sheets, words("关键人物个人情况资料", "personal sheets"), words("附表2", "form 2")),
        (process, words("客户购买程序", "buying process"), words("附表1 buying_process", "`buying_process` of form 1")),
        (told(Topic::Investment), words("投资规模等需求计划", "investment and demand"), insight),
        (topics().any(|row| !row.implication.is_blank()), words("信息分析", "analysis (implications)"), insight),
    ];
    all.into_iter().filter(|(there, ..)| !there).map(|(_, item, place)| (item, place)).collect()
}

fn run(scene: &mut Scene<'_>) {
    let folder = scene.customer;
    let Some(doc) = &folder.profile else { return };
    let missing = missing(folder);
    if missing.is_empty() {
        return;
    }
    let lang = scene.lang();
    let names = lang.join(missing.iter().map(|(item, _)| item.get(lang)));
    let mut places: Vec<&str> = missing.iter().map(|(_, place)| place.get(lang)).collect();
    places.dedup();
    let places = lang.join(places);
    let count = missing.len();
    let message = say!(lang, "九项客户信息缺 {count} 项：{names}", "{count} missing of the nine items of information: {names}");
    let help = say!(lang, "请补充，填在{places}", "add them in {places}");
    scene.find(&doc.info, doc.record.head, "", message).help(help);
}
