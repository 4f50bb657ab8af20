//! The page of one customer: the eight parts, each in a few lines.

use crate::analysis::revenue::Totals;
use crate::analysis::verdict::Light;
use crate::findings::{Finding, Level};
use crate::form::choices::{Outcome, RelationshipStatus};
use crate::form::customer::Customer;
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::report::hints::tally;
use crate::report::revenue::spoken;
use crate::report::sheet::{Block, Pair, Sheet};
use crate::report::show::Source;
use crate::say;
use crate::words::{Lang, plural, shell_word, words};

use super::super::Ask;
use super::facts::{Facts, Sales};

/// So many things of one sort are told.
const TOLD: usize = 3;
/// So many findings come with the command that settles them.
const SETTLED: usize = 5;
/// So many products are named.
const PRODUCTS: usize = 3;

/// Whose page it is made from.
struct Page<'a, 'f> {
    ask: &'a Ask<'a>,
    facts: &'f Facts<'a>,
    source: Source<'a>,
}

/// The page.
pub(super) fn page<'a>(facts: &Facts<'a>, ask: &'a Ask<'a>) -> Sheet {
    let source = Source { world: &ask.loaded.world, customer: facts.folder, today: ask.day, reveal: false, unread: &[] };
    let page = Page { ask, facts, source };
    let lang = ask.lang();
    let (name, period, day) = (facts.folder.called(), ask.period.label(lang), ask.day);
    let mut sheet = Sheet::new(say!(lang, "客户分析报告：{name}", "Customer analysis: {name}"));
    sheet.push(Block::Line(vec![Pair::new(say!(lang, "期间", "Period"), period), Pair::new(say!(lang, "截至", "As of"), day.to_string())]));
    page.profile(&mut sheet);
    page.trade(&mut sheet);
    page.profit(&mut sheet);
    page.satisfaction(&mut sheet);
    page.complaints(&mut sheet);
    page.relations(&mut sheet);
    page.risks(&mut sheet);
    page.suggestions(&mut sheet);
    sheet
}

/// A label and its value, where there is one.
fn put(pairs: &mut Vec<Pair>, label: String, value: Option<String>) {
    if let Some(value) = value.filter(|value| !value.is_empty()) {
        pairs.push(Pair::new(label, value));
    }
}

/// `+12.5%`
fn signed(percent: Percent) -> String {
    let sign = if percent > Percent::ZERO { "+" } else { "" };
    format!("{sign}{}%", percent.rounded(1))
}

impl Page<'_, '_> {
    const fn lang(&self) -> Lang {
        self.ask.lang()
    }

    fn money(&self, money: Money) -> String {
        spoken(money, self.ask.unit, self.lang())
    }

    fn id(&self) -> String {
        shell_word(&self.facts.folder.id)
    }

    /// 一、概况
    fn profile(&self, sheet: &mut Sheet) {
        const KEYS: [&str; 14] = [
            "unit_name",
            "category",
            "lifecycle",
            "tier",
            "abc_class",
            "key_account",
            "region",
            "account_manager",
            "relationship_level",
            "credit",
            "needs",
            "cooperation_history",
            "evaluation",
            "assessment_result",
        ];
        let lang = self.lang();
        sheet.heading(say!(lang, "一、概况", "1. Profile"));
        let Some(record) = self.facts.record else {
            sheet.push(Block::Text(say!(lang, "客户基本状况表读不出来", "the profile cannot be read")));
            return;
        };
        let mut pairs: Vec<Pair> = self.source.pairs::<Customer>(record, &KEYS, &|_| false).into_iter().take(KEYS.len()).collect();
        for analysis in &self.facts.analyses {
            put(&mut pairs, say!(lang, "上报的分析", "Analysis handed in"), Some(self.source.value(&analysis.summary)));
        }
        sheet.push(Block::Pairs(pairs));
    }

    /// 二、交易
    fn trade(&self, sheet: &mut Sheet) {
        let lang = self.lang();
        sheet.heading(say!(lang, "二、交易", "2. Trade"));
        let Some(sales) = &self.facts.sales else {
            let stated = self.facts.record.and_then(|record| record.annual_trade.value()).map(|money| self.money(money));
            let stated = stated.map_or_else(String::new, |amount| {
                say!(lang, "；基本状况表写的年交易额是 {amount}", "; the profile states an annual trade of {amount}")
            });
            sheet.push(Block::Text(say!(
                lang,
                "没有交易记录{stated}；用 `kehu import 文件 --as orders` 导入",
                "no orders{stated}; bring them in by `kehu import FILE --as orders`"
            )));
            return;
        };
        let mut pairs = Vec::new();
        let too_large = || say!(lang, "合计过大", "too large");
        let amount = sales.amount.map_or_else(too_large, |money| self.money(money));
        let orders = sales.orders;
        pairs.push(Pair::new(say!(lang, "本期销售额", "Sales"), say!(lang, "{amount}（{orders} 笔）", "{amount} ({orders} orders)")));
        let before = sales.before.map(|money| self.money(money)).map(|before| match sales.change() {
            Some(change) => {
                let change = signed(change);
                say!(lang, "{before}，变化 {change}", "{before}, change {change}")
            }
            None => before,
        });
        put(&mut pairs, say!(lang, "上期销售额", "Period before"), before);
        put(&mut pairs, say!(lang, "近 12 个月", "12 months"), sales.year.map(|money| self.money(money)));
        let products = sales.products.iter().take(PRODUCTS).map(|(name, sum)| format!("{name} {}", self.money(*sum)));
        put(&mut pairs, say!(lang, "主要产品", "Products"), Some(lang.join(products)));
        put(&mut pairs, say!(lang, "最近交易", "Last purchase"), sales.last.map(|day| self.source.since(day)));
        sheet.push(Block::Pairs(pairs));
    }

    /// 三、盈利
    fn profit(&self, sheet: &mut Sheet) {
        let lang = self.lang();
        sheet.heading(say!(lang, "三、盈利", "3. Profitability"));
        let mut pairs = Vec::new();
        if let Some(sales) = &self.facts.sales {
            put(&mut pairs, say!(lang, "本期利润", "Profit"), self.earned(sales));
        }
        let plan = &self.facts.plan;
        if plan.projects > 0 {
            put(&mut pairs, say!(lang, "收益计划", "Revenue plan"), self.planned(plan));
        }
        let (decided, won) = (self.facts.outcomes.decided(), self.facts.outcomes.count(Outcome::Won));
        if decided > 0 {
            let actual = self.facts.outcomes.contract.map(|money| self.money(money));
            let actual = actual.map_or_else(String::new, |amount| say!(lang, "，签约 {amount}", ", {amount} contracted"));
            let text = say!(lang, "已决定 {decided} 个，中标 {won} 个{actual}", "{decided} decided, {won} won{actual}");
            pairs.push(Pair::new(say!(lang, "项目结果", "Outcome"), text));
        }
        if pairs.is_empty() {
            let id = self.id();
            sheet.push(Block::Text(say!(
                lang,
                "没有成本，也没有收益计划：在 orders.csv 填写成本，或用 `kehu add-project {id} 项目名称` 登记项目",
                "neither costs nor a revenue plan: state costs in orders.csv, or enter projects by `kehu add-project {id} PROJECT`"
            )));
        } else {
            sheet.push(Block::Pairs(pairs));
        }
    }

    /// 12.00 万元，利润率 30.0%（12 笔中 10 笔有成本）
    fn earned(&self, sales: &Sales) -> Option<String> {
        let lang = self.lang();
        let (profit, costed, orders) = (self.money(sales.profit?), sales.costed, sales.orders);
        let margin = sales.margin().map_or_else(String::new, |margin| {
            let margin = margin.rounded(1);
            say!(lang, "，利润率 {margin}%", ", margin {margin}%")
        });
        let part = if costed < orders {
            say!(lang, "（{orders} 笔中 {costed} 笔有成本）", " ({costed} of {orders} orders state a cost)")
        } else {
            String::new()
        };
        Some(format!("{profit}{margin}{part}"))
    }

    fn planned(&self, plan: &Totals) -> Option<String> {
        let lang = self.lang();
        let [contract, expected, profit] = [plan.contract?, plan.expected?, plan.profit?].map(|money| self.money(money));
        let (projects, of) = (plan.projects, plural(plan.projects, "project", "projects"));
        Some(say!(
            lang,
            "{projects} 个项目，合同额 {contract}，实际收入（预期）{expected}，利润额 {profit}",
            "{of}, contracts {contract}, expected revenue {expected}, profit {profit}"
        ))
    }

    /// 四、满意度
    fn satisfaction(&self, sheet: &mut Sheet) {
        let lang = self.lang();
        sheet.heading(say!(lang, "四、满意度", "4. Satisfaction"));
        let Some(found) = &self.facts.satisfaction else {
            let id = self.id();
            sheet.push(Block::Text(say!(
                lang,
                "没有调查过；用 `kehu add-survey {id}` 登记",
                "never surveyed; enter a survey by `kehu add-survey {id}`"
            )));
            return;
        };
        let (score, day) = (found.score.normalize(), found.day);
        let change = found.change.map(|change| change.normalize()).map_or_else(String::new, |change| {
            let sign = if change.is_sign_positive() && !change.is_zero() { "+" } else { "" };
            say!(lang, "，比上次 {sign}{change}", ", {sign}{change} against the one before")
        });
        let mut pairs = vec![Pair::new(say!(lang, "得分", "Score"), say!(lang, "{score}（{day}{change}）", "{score} ({day}{change})"))];
        put(&mut pairs, say!(lang, "意见", "Opinions"), Some(self.source.value(&found.survey.opinions)));
        sheet.push(Block::Pairs(pairs));
    }

    /// 五、投诉
    fn complaints(&self, sheet: &mut Sheet) {
        let lang = self.lang();
        sheet.heading(say!(lang, "五、投诉", "5. Complaints"));
        let (count, open) = (self.facts.complaints, self.facts.open_complaints.len());
        let mut items = vec![match (count, open) {
            (0, 0) => say!(lang, "本期没有投诉、查询，也没有未结的", "none in the period, none open"),
            _ => say!(lang, "本期 {count} 件，未结 {open} 件", "{count} in the period, {open} open"),
        }];
        for one in self.facts.open_complaints.iter().take(TOLD) {
            let (received, content) = (one.received, &one.content);
            items.push(say!(lang, "未结：{received} {content}", "open: {received} {content}"));
        }
        sheet.push(Block::Items(items));
    }

    /// 六、关系
    fn relations(&self, sheet: &mut Sheet) {
        let (lang, facts) = (self.lang(), self.facts);
        sheet.heading(say!(lang, "六、关系", "6. Relations"));
        let mut pairs = vec![Pair::new(say!(lang, "关系", "Standing"), facts.verdict.line(lang))];
        if let Some(index) = &facts.index {
            let now = index.rounded();
            let before = facts
                .index_before
                .as_ref()
                .map(|before| before.rounded())
                .map_or_else(String::new, |before| say!(lang, "，期初 {before}", ", {before} when the period began"));
            pairs.push(Pair::new(say!(lang, "关系指数", "Index"), format!("{now}/100{before}")));
        }
        if facts.coverage.persons > 0 {
            let coverage = facts.coverage;
            pairs.push(Pair::new(say!(lang, "覆盖", "Coverage"), self.covered(coverage.to_string())));
        }
        let (count, visits) = (facts.contacts, facts.visits);
        let last = facts.last_contact.map_or_else(
            || say!(lang, "从未接触", "never met"),
            |day| {
                let since = self.source.since(day);
                say!(lang, "最近 {since}", "last {since}")
            },
        );
        let text = say!(lang, "本期 {count} 次，其中拜访 {visits} 次；{last}", "{count} in the period, {visits} of them visits; {last}");
        pairs.push(Pair::new(say!(lang, "接触", "Contacts"), text));
        sheet.push(Block::Pairs(pairs));
    }

    /// 6/6；积极的 3、中立的 2、消极的 1
    fn covered(&self, coverage: String) -> String {
        let (lang, day) = (self.lang(), self.ask.day);
        let count =
            |status: RelationshipStatus| self.facts.folder.people_on(Some(day)).filter(|row| row.status.value() == Some(status)).count();
        let counts = RelationshipStatus::ALL.iter().map(|status| (status.label(lang), count(*status))).filter(|(_, count)| *count > 0);
        let counts = lang.join(counts.map(|(label, count)| format!("{label} {count}")));
        say!(lang, "关键人物覆盖 {coverage}；{counts}", "key people known to us {coverage}; {counts}")
    }

    /// 七、风险
    fn risks(&self, sheet: &mut Sheet) {
        let (lang, facts) = (self.lang(), self.facts);
        let mut items = Vec::new();
        if facts.verdict.light != Light::Green {
            items.push(facts.verdict.line(lang));
        }
        let alone = lang.join(facts.sole.iter().map(|(id, count)| format!("{} {count}", self.source.staff(id))));
        if !alone.is_empty() {
            items.push(say!(lang, "只有一人维系的关系：{alone}", "relations held by one person alone: {alone}"));
        }
        if let Some(sales) = facts.sales.as_ref().filter(|sales| sales.overdue) {
            let last = sales.last.map(|day| self.source.since(day)).unwrap_or_default();
            items.push(say!(lang, "可能流失：最近一次交易 {last}，比平常久", "may be lost: last purchase {last}, longer ago than usual"));
        }
        if let Some(change) = facts.sales.as_ref().and_then(Sales::change).filter(|change| *change < Percent::ZERO) {
            let change = signed(change);
            items.push(say!(lang, "销售额比上期下降 {change}", "sales are down {change} against the period before"));
        }
        if !facts.overdue.is_empty() {
            let count = facts.overdue.len();
            let late = facts.overdue.iter().take(TOLD).map(|item| {
                let kind = item.kind.label().get(lang);
                let person = item.person.as_ref().map_or("", |person| person.name.as_str());
                let days = -item.days;
                let what = format!("{kind} {person}");
                let what = what.trim_end();
                say!(lang, "{what}（{days} 天）", "{what} ({days} days)")
            });
            let late = lang.join(late);
            items.push(say!(lang, "逾期 {count} 项：{late}", "overdue {count}: {late}"));
        }
        let (errors, warnings) = (facts.count(Level::Error), facts.count(Level::Warning));
        if errors + warnings > 0 {
            let (tally, id) = (tally(errors, warnings, lang), self.id());
            items.push(say!(lang, "档案审计：{tally}，见 `kehu audit customer:{id}`", "audit: {tally}; see `kehu audit customer:{id}`"));
        }
        sheet.heading(say!(lang, "七、风险", "7. Risks"));
        if items.is_empty() {
            sheet.push(Block::Text(say!(lang, "没有发现", "none found")));
        } else {
            sheet.push(Block::Items(items));
        }
    }

    /// 八、建议: what the standing asks for, what was suggested, what settles the gravest findings.
    fn suggestions(&self, sheet: &mut Sheet) {
        let (lang, facts) = (self.lang(), self.facts);
        let mut items = Vec::new();
        if let Some((words, command)) = facts.verdict.advice(&facts.folder.id, lang) {
            let command = command.map_or_else(String::new, |command| say!(lang, "：`{command}`", ": `{command}`"));
            items.push(format!("{words}{command}"));
        }
        for analysis in &facts.analyses {
            items.extend(Some(self.source.value(&analysis.improvements)).filter(|text| !text.is_empty()));
        }
        for one in &facts.suggestions {
            let (issue, suggestion) = (self.source.value(&one.issue), self.source.value(&one.suggestion));
            let due = one.due.value().map_or_else(String::new, |due| say!(lang, "（{due} 前）", " (by {due})"));
            items.push(say!(lang, "{issue}：{suggestion}{due}", "{issue}: {suggestion}{due}"));
        }
        let mut grave: Vec<&Finding> = facts.findings.iter().copied().filter(|one| one.level < Level::Info).collect();
        grave.sort_by_key(|one| one.level);
        for one in grave.iter().take(SETTLED) {
            let (message, rule) = (&one.message, one.rule);
            let command = (self.ask.settles)(one).map_or_else(String::new, |command| say!(lang, "：`{command}`", ": `{command}`"));
            items.push(say!(lang, "{message}（{rule}）{command}", "{message} ({rule}){command}"));
        }
        let more = grave.len().saturating_sub(SETTLED);
        if more > 0 {
            let id = self.id();
            items.push(say!(lang, "还有 {more} 条，见 `kehu audit customer:{id}`", "{more} more: `kehu audit customer:{id}`"));
        }
        sheet.heading(say!(lang, "八、建议", "8. Suggestions"));
        if items.is_empty() {
            sheet.push(Block::Text(words("没有", "none").get(lang).to_owned()));
        } else {
            sheet.push(Block::Items(items));
        }
    }
}
