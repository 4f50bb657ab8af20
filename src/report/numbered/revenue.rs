//! R-10 收益计划汇总: by customer, account manager and region: contract, expected revenue, profit, weighted rates; plan against outcome; calibration of win rates.

use chrono::Datelike;

use crate::analysis::outcome::{Actual, Outcomes};
use crate::analysis::revenue::{Figures, Totals};
use crate::archive::{CustomerFolder, DocKind};
use crate::form::choices::Outcome;
use crate::form::plan::RevenueLine;
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::render::table::Table;
use crate::report::revenue::{self, Asked, By, spoken};
use crate::report::sheet::{Block, Pair, Sheet};
use crate::report::stats::{self, Name};
use crate::say;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 10,
    name: "revenue",
    title: words("收益计划汇总", "Revenue plans summed up"),
    about: words(
        "按客户、客户经理、大区：合同额、实际收入（预期）、利润额合计，综合获取率与利润率；计划与实际对照；获取率校准",
        "By customer, account manager and region: contract, expected revenue, profit, weighted rates; plan against outcome; calibration of win rates",
    ),
    maker: words("客户经理", "account managers"),
    audience: words("市场部部长、总经理办公会", "marketing director, general manager's meeting"),
    cycle: Cycle::ThisYear,
    grace: 0,
    when: words("每年、每月", "yearly and monthly"),
    source: "000_492afcb71e7a325f.txt 附表7（二）",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::Plan]),
    make,
};

/// Everything that the tables are made from.
struct Source<'a> {
    ask: &'a Ask<'a>,
    year: i32,
    wanted: &'a dyn Fn(&CustomerFolder) -> bool,
    project: &'a dyn Fn(&CustomerFolder, &RevenueLine) -> bool,
}

fn make(ask: &Ask<'_>) -> Made {
    let (world, day) = (&ask.loaded.world, ask.day);
    let of_customers = revenue::about_customers(ask.query);
    let wanted = |folder: &CustomerFolder| of_customers.may_mean(world, folder, day);
    let project = |folder: &CustomerFolder, line: &RevenueLine| revenue::is_meant(ask.query, world, folder, line, day);
    let year = ask.query.year().unwrap_or_else(|| ask.period.last_day().year());
    let source = Source { ask, year, wanted: &wanted, project: &project };
    let sums = source.sums();
    let summary = summary(&sums, ask);
    let mut sheet = common::start(ask);
    let main = source.table(Some(By::Customer), false).named("revenue");
    let calibration = source.calibration(&main);
    if ask.machine {
        let tables = [main, source.by(By::Am), source.by(By::Region), source.decided(), calibration];
        sheet.blocks.extend(tables.map(Block::Table));
    } else {
        source.for_people(main, calibration, &sums, &mut sheet);
    }
    Made { pages: vec![sheet], summary, open: sums.plan.partial }
}

/// What all projects come to.
#[derive(Default)]
struct Sums {
    plan: Totals,
    outcomes: Outcomes,
}

impl Source<'_> {
    fn asked(&self, by: Option<By>, actual: bool) -> Asked<'_> {
        let Ask { day, machine, unit, .. } = *self.ask;
        Asked { year: self.year, day, by, actual, machine, unit, wanted: self.wanted, project: self.project }
    }

    fn table(&self, by: Option<By>, actual: bool) -> Table {
        revenue::table(self.ask.loaded, &self.asked(by, actual))
    }

    /// The same projects by something else. What could not be read stands below the first table, with the notes.
    fn by(&self, by: By) -> Table {
        let name = if by == By::Am { "by_account_manager" } else { "by_region" };
        let table = self.table(Some(by), false);
        Table { notes: Vec::new(), hints: Vec::new(), unread: Vec::new(), ..table }.named(name)
    }

    /// What came of the projects that were decided, cancelled or postponed by the day.
    fn decided(&self) -> Table {
        let day = self.ask.day;
        let decided =
            |folder: &CustomerFolder, line: &RevenueLine| line.outcome_on(Some(day)) != Outcome::Open && (self.project)(folder, line);
        let table = revenue::table(self.ask.loaded, &Asked { project: &decided, ..self.asked(None, true) });
        Table { hints: Vec::new(), unread: Vec::new(), ..table }.named("actual")
    }

    /// How win rates came true, in all years' plans.
    fn calibration(&self, main: &Table) -> Table {
        let Ask { day, machine, unit, needed, wanted, query, .. } = *self.ask;
        let asked =
            stats::Asked { day, period: None, target: None, machine, unit, wanted, needed, everybody: query.is_empty(), on_page: true };
        let table = match stats::answer(Name::Calibration, self.ask.loaded, &asked) {
            Ok(answer) => answer.table,
            Err(refusal) => Table { notes: vec![refusal.message], hints: refusal.hints, ..Table::default() },
        };
        // What could not be read is named once.
        let unread = table.unread.into_iter().filter(|one| !main.unread.contains(one)).collect();
        Table { hints: Vec::new(), unread, notes: table.notes, ..table }.named("calibration")
    }

    /// The plan's totals and what came of the projects.
    fn sums(&self) -> Sums {
        let mut sums = Sums::default();
        for folder in &self.ask.loaded.customers {
            for doc in folder.plans.iter().filter(|doc| doc.whole && doc.year() == Some(self.year)) {
                for line in doc.record.projects().filter(|line| (self.project)(folder, line)) {
                    let figures = Figures::of(line);
                    sums.plan.add(&figures);
                    sums.outcomes.add(&figures, &Actual::of(line, self.ask.day));
                }
            }
        }
        sums
    }

    /// The totals first, then by customer, account manager and region, then what came of it.
    fn for_people(&self, main: Table, calibration: Table, sums: &Sums, sheet: &mut Sheet) {
        let (ask, lang, year) = (self.ask, self.ask.lang(), self.year);
        if sums.plan.projects == 0 {
            sheet.push(Block::Table(main));
            return;
        }
        sheet.push(Block::Pairs(totals(sums, ask)));
        sheet.push(Block::Chart(revenue::chart(ask.loaded, &self.asked(None, false))));
        sheet.heading(say!(lang, "{year} 年收益计划，按客户", "Revenue plans of {year} by customer"));
        sheet.push(Block::Table(main));
        for (by, heading) in [(By::Am, say!(lang, "按客户经理", "By account manager")), (By::Region, say!(lang, "按大区", "By region"))]
        {
            let table = self.by(by);
            if table.rows.len() > 1 {
                sheet.heading(heading);
                sheet.push(Block::Table(table));
            }
        }
        sheet.heading(say!(lang, "计划与实际", "Plan and outcome"));
        let decided = self.decided();
        if decided.rows.is_empty() {
            sheet.push(Block::Text(say!(
                lang,
                "截至 {day} 没有项目有结果；有了结果用 `kehu outcome 客户 项目 won` 或 `lost` 登记",
                "by {day} no project was decided; when one is, say so with `kehu outcome CUSTOMER PROJECT won` or `lost`",
                day = ask.day
            )));
        } else {
            sheet.push(Block::Table(decided));
        }
        if !calibration.rows.is_empty() {
            sheet.heading(say!(lang, "获取率校准（各年度）", "Win rates, planned and realised (all years)"));
            sheet.push(Block::Table(calibration));
        }
    }
}

/// 合同额 3,550.50 万元 …
fn totals(sums: &Sums, ask: &Ask<'_>) -> Vec<Pair> {
    let lang = ask.lang();
    let plan = &sums.plan;
    let money = |money: Option<Money>| money.map_or_else(|| say!(lang, "合计过大", "too large"), |money| spoken(money, ask.unit, lang));
    let rate = |rate: Option<Percent>| rate.map_or_else(String::new, |rate| format!("{}%", rate.rounded(2)));
    let mut pairs = vec![
        Pair::new(say!(lang, "项目数", "Projects"), plan.projects.to_string()),
        Pair::new(say!(lang, "合同额", "Contract"), money(plan.contract)),
        Pair::new(say!(lang, "实际收入（预期）", "Expected revenue"), money(plan.expected)),
        Pair::new(say!(lang, "利润额", "Profit"), money(plan.profit)),
        Pair::new(say!(lang, "综合获取率", "Weighted win rate"), rate(plan.win_rate())),
        Pair::new(say!(lang, "综合利润率", "Weighted margin"), rate(plan.margin())),
    ];
    let (decided, won) = (sums.outcomes.decided(), sums.outcomes.count(Outcome::Won));
    if decided > 0 {
        let actual = sums.outcomes.contract.map_or_else(String::new, |actual| {
            let actual = spoken(actual, ask.unit, lang);
            say!(lang, "，签约 {actual}", ", {actual} contracted")
        });
        let text = say!(lang, "已决定 {decided} 个，中标 {won} 个{actual}", "{decided} decided, {won} won{actual}");
        pairs.push(Pair::new(say!(lang, "结果", "Outcome"), text));
    }
    pairs
}

fn summary(sums: &Sums, ask: &Ask<'_>) -> String {
    let lang = ask.lang();
    let plan = &sums.plan;
    let (Some(contract), Some(expected), Some(profit)) = (plan.contract, plan.expected, plan.profit) else {
        return say!(lang, "合计过大，不能表示", "a sum is too large to be shown");
    };
    if plan.projects == 0 {
        return say!(lang, "没有项目", "no projects");
    }
    let [contract, expected, profit] = [contract, expected, profit].map(|money| spoken(money, ask.unit, lang));
    let decided = match (sums.outcomes.decided(), sums.outcomes.count(Outcome::Won)) {
        (0, _) => String::new(),
        (decided, won) => say!(lang, "；已决定 {decided} 个，中标 {won} 个", "; {decided} decided, {won} won"),
    };
    say!(
        lang,
        "合同额 {contract}，实际收入（预期）{expected}，利润额 {profit}{decided}",
        "contracts {contract}, expected revenue {expected}, profit {profit}{decided}"
    )
}
