//! 附表7（二） 收益计划: projects with computed revenue and profit, and a total with weighted rates.

use crate::analysis::revenue::{Figures, Totals};
use crate::form::plan::RevenuePlan;
use crate::model::money::{Money, decimals_for};
use crate::model::percent::Percent;
use crate::report::revenue::WHOLE_PROJECTS;
use crate::report::sheet::{Block, Fit, Grid, GridCell, Pair, Sheet};
use crate::say;
use crate::words::{Words, words};

use super::{HOW, PURPOSE, PURPOSE_LINES, Source, WHY};

const TITLE: Words = words("附表7（二） 收益计划", "Form 7b: Revenue plan");
const HEADS: &[(Words, Fit)] = &[
    (words("项目名称", "Project"), Fit::Text),
    (words("合同额", "Contract"), Fit::Number),
    (words("获取率", "Win rate"), Fit::Number),
    (words("实际收入", "Expected revenue"), Fit::Number),
    (words("利润率", "Margin"), Fit::Number),
    (words("利润额", "Profit"), Fit::Number),
    (words("备注", "Remark"), Fit::Text),
];
/// The same columns by their keys.
const KEYS: [&str; 7] = ["project", "contract", "win_rate", "expected", "margin", "profit", "remark"];
const NOTES: &[Words] = &[
    words("【项目名称】指下一年度拟议中的项目", "[Project]: a project intended for the coming year"),
    words("【合同额】指该项目的合同金额", "[Contract]: the project's contract amount"),
    words("【获取率】指{us}获取该项目可能性的大小", "[Win rate]: how likely {us} will win the project"),
    words("【实际收入】=【合同额】×【获取率】", "[Expected revenue] = [Contract] × [Win rate]"),
    words(
        "【利润率】指期望从每个项目中获取的利润大小，一般以以往项目的利润率为参照点",
        "[Margin]: the profit expected of the project, as a rule measured by past projects",
    ),
    words("【利润额】=【实际收入】×【利润率】", "[Profit] = [Expected revenue] × [Margin]"),
];
const AIM: Words = words(
    "通过收益计划确立客户经理的业绩目标，用以评估和衡量客户计划成功与否。",
    "To set the account manager's targets by the revenue plan, and to judge by them whether the customer plan succeeds.",
);
/// Empty rows of the blank form.
const ROWS: usize = 6;

pub(super) fn sheet(source: &Source<'_>) -> Sheet {
    let lang = source.lang();
    let plan = source.plan().and_then(|doc| doc.record.revenue_plan.get()).map(|plan| &plan.0);
    let mut sheet = source.start_yearly(TITLE);
    let unit = Pair::new(say!(lang, "金额单位", "Amounts in"), source.world.unit.label(lang));
    if let Some(Block::Line(pairs)) = sheet.blocks.first_mut() {
        pairs.push(unit);
    }
    let purpose = plan.and_then(|plan| plan.purpose.get()).map(|text| text.as_str());
    sheet.push(Block::Line(vec![Pair::or_room(source.fixed(PURPOSE), purpose, source.room(PURPOSE_LINES))]));
    let mut grid = source.grid(HEADS);
    for (column, key) in grid.columns.iter_mut().zip(KEYS) {
        column.key = key;
    }
    grid.totals = 1;
    grid.formulas = WHOLE_PROJECTS.to_vec();
    let left_out = if source.blank {
        grid.empty_rows(ROWS);
        let total = say!(lang, "总计", "Total");
        grid.row(std::iter::once(GridCell::head(total)).chain(std::iter::repeat_n("".into(), 6)));
        0
    } else {
        lines(source, plan, &mut grid)
    };
    sheet.push(Block::Grid(grid));
    let measures = plan.and_then(|plan| plan.notes.get()).map(|text| text.as_str());
    // Some write the label once more into the field.
    let measures = measures.map(|text| text.trim_start_matches("说明及措施").trim_start_matches(['：', ':']).trim_start());
    sheet.push(Block::Line(vec![Pair::or_room(say!(lang, "说明及措施", "Notes and measures"), measures, source.room(PURPOSE_LINES + 1))]));
    if left_out > 0 {
        let text = say!(
            lang,
            "有 {left_out} 个项目的合同额、获取率或利润率没有填写或读不出来，没有计入总计；`kehu check` 说明在哪里。",
            "{left_out} projects lack a readable contract amount, win rate or margin and are not in the total; `kehu check` says where."
        );
        sheet.note(say!(lang, "未计入：", "Left out:"), vec![text]);
    }
    sheet.note(source.fixed(HOW), source.fixed_all(NOTES));
    sheet.note(source.fixed(WHY), vec![source.fixed(AIM)]);
    sheet
}

/// The projects and their total; how many the total leaves out.
fn lines(source: &Source<'_>, plan: Option<&RevenuePlan>, grid: &mut Grid) -> usize {
    let lines: Vec<_> = plan.into_iter().flat_map(RevenuePlan::projects).collect();
    let figures: Vec<Figures> = lines.iter().map(|line| Figures::of(line)).collect();
    // Only whole lines are added up: on paper every column of the total stands for the same projects.
    let sums = Totals::of(figures.iter().copied().filter(Figures::is_whole));
    let total =
        Figures { contract: sums.contract, win_rate: sums.win_rate(), expected: sums.expected, margin: sums.margin(), profit: sums.profit };
    let shown = Columns::new(source, figures.iter().chain([&total]));
    for (line, figures) in lines.iter().zip(&figures) {
        let text = |field: &crate::form::Field<crate::form::kind::Text>| field.get().map(|text| text.to_string()).unwrap_or_default();
        let rate = |rate: Option<Percent>| rate.map(|rate| rate.to_string()).unwrap_or_default();
        grid.row(shown.row(text(&line.project).into(), figures, &rate, text(&line.remark)));
    }
    let rate = |rate: Option<Percent>| rate.map(|rate| format!("{}%", rate.rounded(2))).unwrap_or_default();
    grid.row(shown.row(GridCell::head(say!(source.lang(), "总计", "Total")), &total, &rate, String::new()));
    figures.len() - sums.projects
}

/// The decimals of the three columns of money: as many as their amounts need, so that printed lines add up.
struct Columns<'a> {
    source: &'a Source<'a>,
    contract: u32,
    expected: u32,
    profit: u32,
}

impl<'a> Columns<'a> {
    fn new<'b>(source: &'a Source<'a>, all: impl Iterator<Item = &'b Figures> + Clone) -> Self {
        let unit = source.world.unit;
        Self {
            source,
            contract: decimals_for(all.clone().filter_map(|line| line.contract), unit),
            expected: decimals_for(all.clone().filter_map(|line| line.expected), unit),
            profit: decimals_for(all.filter_map(|line| line.profit), unit),
        }
    }

    fn row(&self, name: GridCell, figures: &Figures, rate: &dyn Fn(Option<Percent>) -> String, remark: String) -> Vec<GridCell> {
        let unit = self.source.world.unit;
        let money = |amount: Option<Money>, decimals| {
            GridCell::new(amount.map(|amount| amount.display(unit, decimals)).unwrap_or_default()).worth(amount)
        };
        let rate = |value: Option<Percent>| GridCell::new(rate(value)).worth(value);
        vec![
            name,
            money(figures.contract, self.contract),
            rate(figures.win_rate),
            money(figures.expected, self.expected),
            rate(figures.margin),
            money(figures.profit, self.profit),
            remark.into(),
        ]
    }
}
