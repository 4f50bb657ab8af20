//! `stats class`: the judged class A, B, C of each customer held against its factors.

use crate::analysis::class::{class, has_factors};
use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::form::Record;
use crate::form::choices::AbcClass;
use crate::form::customer::{AbcFactors, Customer};
use crate::render::table::{Cell, Column, Table};
use crate::say;
use crate::words::{Lang, words};

use super::common::{customer_cell, name_unread, no_customers};
use super::{Answer, Asked};

pub(super) fn answer(loaded: &Loaded, asked: &Asked<'_>) -> Answer {
    let lang = loaded.world.lang;
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("abc_class", words("ABC类", "ABC class")),
        Column::new("suggested", words("按分类依据", "by its factors")),
        Column::new("reasons", words("理由", "reasons")),
        Column::picture("compared", words("比较", "compared")),
    ]);
    let (mut without, mut apart) = (0usize, 0usize);
    for folder in loaded.customers.iter().filter(|folder| (asked.wanted)(folder)) {
        let Some(doc) = folder.profile.as_ref().filter(|doc| doc.whole) else { continue };
        let judged = judged(&doc.record);
        without += usize::from(judged.is_none());
        apart += usize::from(is_apart(&doc.record, judged.as_ref()));
        table.rows.push(row(folder, &doc.record, judged, asked, lang));
    }
    if table.rows.is_empty() {
        table.hints.extend(no_customers(loaded, asked, lang));
    } else {
        notes(&mut table, without, apart, lang);
    }
    name_unread(&mut table, loaded, asked, &[DocKind::Customer]);
    table.into()
}

/// A class with the keys of what decides it.
type Judged = (AbcClass, Vec<&'static str>);

fn judged(record: &Customer) -> Option<Judged> {
    record.abc_factors.get().filter(|factors| has_factors(factors)).map(|factors| class(factors))
}

/// Why it is another class all the same.
fn reason(record: &Customer) -> Option<&str> {
    record.abc_factors.get().and_then(|factors| factors.override_reason.get()).map(|reason| reason.as_str())
}

fn is_apart(record: &Customer, judged: Option<&Judged>) -> bool {
    let differs = record.abc_class.value().zip(judged).is_some_and(|(stored, (right, _))| stored != *right);
    differs && reason(record).is_none()
}

fn row(folder: &CustomerFolder, record: &Customer, judged: Option<Judged>, asked: &Asked<'_>, lang: Lang) -> Vec<Cell> {
    let label = |one: AbcClass| if asked.machine { one.key() } else { one.label(lang) };
    let stored = record.abc_class.value();
    let compared = match (&judged, stored) {
        (None, _) => words("没有分类依据", "no factors").get(lang).to_owned(),
        (Some(_), None) => words("未填写", "not filled in").get(lang).to_owned(),
        (Some((right, _)), Some(stored)) if *right == stored => words("相符", "agrees").get(lang).to_owned(),
        _ => match reason(record) {
            Some(why) => say!(lang, "改判：{why}", "another class: {why}"),
            None => words("不符", "differs").get(lang).to_owned(),
        },
    };
    let suggested = judged.as_ref().map(|(right, _)| label(*right));
    vec![
        customer_cell(folder, asked.machine),
        stored.map(label).into(),
        suggested.into(),
        judged.map_or(Cell::Empty, |judged| reasons(&judged, asked, lang)),
        Cell::text(compared),
    ]
}

/// What decides: keys for machines; for people in words, with whether it is there or lacking.
fn reasons((right, keys): &Judged, asked: &Asked<'_>, lang: Lang) -> Cell {
    if asked.machine {
        return Cell::List(keys.iter().map(|key| (*key).to_owned()).collect());
    }
    let names = lang.join(keys.iter().filter_map(|key| AbcFactors::SPEC.find(key)).map(|(_, field)| field.label(lang)));
    Cell::text(match right {
        AbcClass::A => say!(lang, "五项具备", "all five are there"),
        AbcClass::B => say!(lang, "缺{names}", "without {names}"),
        AbcClass::C => names,
    })
}

fn notes(table: &mut Table, without: usize, apart: usize, lang: Lang) {
    table.notes.push(say!(
        lang,
        "按定性的分类依据（合作、信用、社会价值、需求），与按销售额的 `kehu stats abc` 无关",
        "By what is judged of the customer (cooperation, credit, social value, demand); `kehu stats abc` goes by sales and has nothing to do with it"
    ));
    if apart > 0 {
        table.notes.push(say!(
            lang,
            "{apart} 个客户与分类依据不符；改正「ABC类」或分类依据，确要另定的写明「改判理由」",
            "Customers whose class differs from their factors: {apart}; correct `abc_class` or the factors, or give an `override_reason`"
        ));
    }
    if without > 0 {
        table.notes.push(say!(
            lang,
            "{without} 个客户没有分类依据；用 `kehu set 客户 abc_factors.good_faith=true …` 填写，各项见 `kehu explain customer.abc_factors`",
            "Customers without factors: {without}; fill them in by `kehu set CUSTOMER abc_factors.good_faith=true …`, what there is: `kehu explain customer.abc_factors`"
        ));
    }
}
