//! `stats abc`: the customers by sales, the highest first, with the classes A, B and C that follow from their shares (CLS-05).

use crate::analysis::sales::abc::{Class, Ends, Line, classify};
use crate::analysis::sales::{Book, total};
use crate::archive::Loaded;
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::model::period::{Period, PeriodKind};
use crate::policy;
use crate::render::chart::text::{bar_of, spark};
use crate::render::chart::{Chart, Shape};
use crate::render::table::{Cell, Column, Table};
use crate::rules::ParamValue;
use crate::say;
use crate::words::{Lang, words};
use crate::world::World;

use super::common::customer_cell;
use super::sales::{
    BAR, Whose, in_unit, last_year, nothing_sold, param, period_label, period_note, too_large, total_cell, unread, wanted_books,
    without_orders,
};
use super::{Answer, Asked, Refusal};

pub(super) fn answer(loaded: &Loaded, asked: &Asked<'_>) -> Result<Answer, Refusal> {
    let (world, lang) = (&loaded.world, loaded.world.lang);
    let (period, books, ends) = (last_year(asked), wanted_books(loaded, asked), ends(world));
    let sales = books.iter().map(|book| book.sold(period)).collect::<Result<Vec<_>, _>>().map_err(too_large(lang))?;
    // In a period without a single order there is nobody to be told apart.
    let silent = books.iter().all(|book| book.of_period(period).next().is_none());
    let lines = if silent { Vec::new() } else { classify(&sales, &ends).map_err(too_large(lang))? };
    let mut table = Table::new(columns());
    let most = lines.first().map_or(Percent::ZERO, |line| line.share);
    table.rows = lines.iter().map(|line| row(&books[line.at], line, most, asked, lang)).collect();
    let months = if asked.machine { Vec::new() } else { months(period) };
    if !months.is_empty() {
        table.columns.push(Column::picture("months", words("各月", "months")));
        for (row, line) in table.rows.iter_mut().zip(&lines) {
            row.push(trend(&books[line.at], &months));
        }
    }
    if let (Some(first), Ok(sum)) = (lines.first(), total(lines.iter().map(|line| line.sales))) {
        let all = (first.sales > Money::ZERO).then_some(Percent::HUNDRED);
        table.totals.push(vec![total_cell(lang), sum.into(), all.into()]);
    }
    table.notes.extend(period_note(period, asked, lang));
    if lines.is_empty() {
        nothing_sold(&mut table, loaded, asked, &books, lang);
    } else {
        table.notes.extend(classes(&lines, &ends, lang));
    }
    without_orders(&mut table, loaded, asked, lang);
    unread(&mut table, loaded, asked, Whose::Asked, &[], None);
    let title = period_label(period, asked, lang);
    let title = say!(lang, "按销售额的 ABC（{title}）", "Customers by sales, A, B and C ({title})");
    let chart = chart(&lines, &books, &ends, title, asked, lang);
    // How many are in each class.
    let gist = if lines.is_empty() { String::new() } else { classes(&lines, &ends, lang).swap_remove(0) };
    Ok(Answer { chart: Some(chart), gist, ..table.into() })
}

/// The columns, without the months that people see beside them.
pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("sales", words("销售额", "sales")),
        Column::new("share", words("比重", "share")),
        Column::picture("bar", words("图", "bar")),
        Column::new("cumulative", words("累计比重", "running")),
        Column::new("class", words("类别", "class")),
    ]
}

fn row(book: &Book<'_>, line: &Line, most: Percent, asked: &Asked<'_>, lang: Lang) -> Vec<Cell> {
    let letter = line.class.letter();
    let class = if asked.machine { letter.to_string() } else { say!(lang, "{letter}类", "{letter}") };
    vec![
        customer_cell(book.folder, asked.machine),
        line.sales.into(),
        line.share.into(),
        Cell::text(bar_of(line.share.value(), most.value(), BAR)),
        line.cumulative.into(),
        Cell::text(class),
    ]
}

/// The months of the period, where they are few enough to be seen in one cell.
fn months(period: Period) -> Vec<Period> {
    const MOST: usize = 12;
    let first = Period::of(PeriodKind::Month, period.first_day());
    let all = std::iter::successors(Some(first), |month| Some(month.next()));
    let all: Vec<Period> = all.take_while(|month| month.first_day() <= period.last_day()).take(MOST + 1).collect();
    if (2..=MOST).contains(&all.len()) { all } else { Vec::new() }
}

/// What was sold month by month, as a line of small bars.
fn trend(book: &Book<'_>, months: &[Period]) -> Cell {
    let sold = |month: &Period| book.sold(*month).ok().map(|money| money.fen().into());
    Cell::text(spark(&months.iter().map(sold).collect::<Vec<_>>()))
}

fn ends(world: &World) -> Ends {
    let (rule, boundary) = policy::param_at("CLS-05.boundary").expect("a parameter of the catalogue");
    let upper = !matches!(world.policy.param(rule, boundary.name), ParamValue::List(words) if words.iter().any(|word| word == "lower"));
    Ends { a: param(world, "CLS-05.a_share"), b: param(world, "CLS-05.b_share"), upper }
}

/// How many are in each class and what they bring, how the classes are told, and who gave back more than was bought.
fn classes(lines: &[Line], ends: &Ends, lang: Lang) -> Vec<String> {
    let of = |class: Class| {
        let of_class = || lines.iter().filter(|line| line.class == class);
        let (count, letter) = (of_class().count(), class.letter());
        let share: rust_decimal::Decimal = of_class().map(|line| line.share.value()).sum();
        let share = Percent::new(share).rounded(2);
        say!(lang, "{letter}类 {count} 个（{share}%）", "{letter} {count} ({share}%)")
    };
    let there = Class::ALL.into_iter().filter(|class| lines.iter().any(|line| line.class == *class));
    let (counts, a, b) = (lang.join(there.map(of)), ends.a, ends.b);
    let mut out = vec![counts];
    out.push(if ends.upper {
        say!(
            lang,
            "累计到 {a}% 为 A类，到 {b}% 为 B类，跨过界线的客户归上一类（参数 CLS-05）",
            "A up to {a}% of the sales, B up to {b}%; who crosses a line stays in the upper class (parameters of CLS-05)"
        )
    } else {
        say!(
            lang,
            "累计到 {a}% 为 A类，到 {b}% 为 B类，跨过界线的客户归下一类（参数 CLS-05）",
            "A up to {a}% of the sales, B up to {b}%; who crosses a line goes to the lower class (parameters of CLS-05)"
        )
    });
    let returned = lines.iter().filter(|line| line.sales < Money::ZERO).count();
    if returned > 0 {
        out.push(say!(
            lang,
            "{returned} 个客户的退货多于销售，不计入比重",
            "customers who gave back more than they bought, in no share: {returned}"
        ));
    }
    out
}

fn chart(lines: &[Line], books: &[Book<'_>], ends: &Ends, title: String, asked: &Asked<'_>, lang: Lang) -> Chart {
    let sold = lines.iter().filter(|line| line.sales > Money::ZERO);
    let bar = |line: &Line| {
        let name = books[line.at].folder.called().to_owned();
        (name, in_unit(line.sales, asked.unit), line.cumulative.value(), line.class.letter())
    };
    let shape = Shape::Pareto {
        bars: sold.map(bar).collect(),
        unit: asked.unit.label(lang).to_owned(),
        ends: vec![(ends.a.into(), 'A'), (ends.b.into(), 'B')],
    };
    // How many are in each class stands in the legend.
    let notes = if lines.is_empty() { Vec::new() } else { classes(lines, ends, lang).split_off(1) };
    Chart { title, notes, shape }
}
