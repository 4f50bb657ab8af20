//! `stats relationship`: the relationship index of each customer, never without the parts that it is made of.

use crate::analysis::relationship::{Index, Scale};
use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::form::choices::Role;
use crate::model::percent::Percent;
use crate::render::chart::text::bar_of;
use crate::render::table::{Cell, Column, Table};
use crate::say;
use crate::words::{Lang, words};

use super::common::{customer_cell, name_unread, no_customers, of_query};
use super::{Answer, Asked};

/// How many columns of a terminal the full index takes.
const BAR: usize = 10;

pub(super) fn answer(loaded: &Loaded, asked: &Asked<'_>) -> Answer {
    let (world, lang) = (&loaded.world, loaded.world.lang);
    let scale = Scale::of(&world.policy);
    let mut table = Table::new(columns(&Index::of(&CustomerFolder::default(), &scale, asked.day), asked, lang));
    let (mut nobody, mut unknown) = (0usize, 0usize);
    for folder in loaded.customers.iter().filter(|folder| (asked.wanted)(folder)) {
        // A list of which a part could not be read would look like one without those roles.
        if folder.has_unread(DocKind::KeyPeople) {
            continue;
        }
        let index = Index::of(folder, &scale, asked.day);
        nobody += usize::from(index.is_empty());
        unknown += index.unknown.len();
        table.rows.push(row(folder, &index, asked, lang));
    }
    notes(&mut table, asked, &scale, (nobody, unknown), lang);
    if table.rows.is_empty() {
        table.hints.extend(no_customers(loaded, asked, lang));
    }
    name_unread(&mut table, loaded, asked, &of_query(asked, &[DocKind::KeyPeople]));
    table.into()
}

fn columns(blank: &Index, asked: &Asked<'_>, lang: Lang) -> Vec<Column> {
    let mut columns = vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("index", words("关系指数", "index")),
        Column::picture("bar", words("0–100", "0–100")),
    ];
    for part in &blank.parts {
        let (label, most) = (part.role.label(lang), Percent::new(part.most).rounded(0));
        let label = match (lang, asked.machine) {
            (_, true) => label.to_owned(),
            (Lang::Zh, false) => format!("{label}/{most}"),
            (Lang::En, false) => format!("{label} /{most}"),
        };
        columns.push(Column::from_data(part.role.key(), label));
    }
    columns.push(Column::new("stale", words("评估过期", "assessed too long ago")));
    columns.push(Column::new("missing", words("缺的角色", "missing roles")));
    columns
}

fn row(folder: &CustomerFolder, index: &Index, asked: &Asked<'_>, lang: Lang) -> Vec<Cell> {
    let bar = bar_of(index.value, 100.into(), BAR);
    let mut row = vec![customer_cell(folder, asked.machine), Cell::Number(index.rounded()), Cell::text(bar)];
    row.extend(index.parts.iter().map(|part| if part.persons == 0 { Cell::Empty } else { Cell::Number(part.points) }));
    let role = |role: Role| if asked.machine { role.key() } else { role.label(lang) };
    let name = |id: &String| if asked.machine { id.clone() } else { folder.people_names.called(id).to_owned() };
    row.push(Cell::List(index.stale.iter().map(name).collect()));
    row.push(Cell::List(index.missing().map(|one| role(one).to_owned()).collect()));
    row
}

fn notes(table: &mut Table, asked: &Asked<'_>, scale: &Scale, (nobody, unknown): (usize, usize), lang: Lang) {
    let (day, days, factor) = (asked.day, scale.max_days(), Percent::new(scale.stale_factor()).trimmed());
    table.notes.push(say!(
        lang,
        "截至 {day}。指数为各角色得分之和，不低于 0；「/」后为该角色的满分。同一角色有几人的取平均，缺的角色不得分，评估超过 {days} 天或未曾评估的按 {factor}% 计",
        "As of {day}. The index is the sum of the roles' points, never below 0; after `/` stands what a role can bring. Of several persons in a role the mean counts, a missing role brings nothing, an assessment older than {days} days, or none, counts {factor}%"
    ));
    if nobody > 0 {
        table.notes.push(say!(lang, "{nobody} 个客户没有关键人物", "Customers without any key person: {nobody}"));
    }
    // A hint is for who has nothing to look at yet; scripts with figures to read are told nothing.
    if nobody > 0 && (nobody == table.rows.len() || !asked.machine) {
        table.hints.push(say!(
            lang,
            "用 `kehu add-contact 客户 姓名 --role decision_maker` 登记关键人物",
            "enter key people with `kehu add-contact CUSTOMER NAME --role decision_maker`"
        ));
    }
    if unknown > 0 {
        table.notes.push(say!(
            lang,
            "{unknown} 人的「关系状况」没有填写或读不出来，未计入平均",
            "Key people whose `status` is missing or cannot be read, in no mean: {unknown}"
        ));
    }
}
