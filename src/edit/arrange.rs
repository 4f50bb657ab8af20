//! Puts a document's keys and tables into the order of its form.

use super::shape::{RECORDS, Shape, child};
use super::value::{Document, Pair, Value};
use crate::form::RecordSpec;
use crate::form::choices::KeyLanguage;

/// Arranges a document: values first, then tables, both in the form's order; keys that the form does not know after those that it knows, in
/// their own order. `keys` also says which keys it has from now on. What the form leaves free is not touched.
pub fn arrange(document: &mut Document, shape: Shape, keys: Option<KeyLanguage>) {
    let title = title(document);
    for pair in document.pairs.iter_mut().filter(|pair| shape.packed && is_records(&pair.key)) {
        if let Some(keys) = keys {
            pair.key = (if keys == KeyLanguage::Chinese { RECORDS.1 } else { RECORDS.0 }).to_owned();
        }
        tables(&mut pair.value, shape.spec, keys, true);
    }
    table(&mut document.pairs, shape.spec, keys, shape.packed);
    if let (false, Some(first)) = (title.is_empty(), document.pairs.first_mut()) {
        first.comments.above.splice(0..0, title);
    }
}

/// Whether a key is that of the records of a packed register.
fn is_records(key: &str) -> bool {
    key == RECORDS.0 || key == RECORDS.1
}

/// Takes away the comments that begin a document: they are about all of it and stay where they are, whichever key comes first. A blank line
/// ends them.
fn title(document: &mut Document) -> Vec<String> {
    let Some(first) = document.pairs.first_mut() else { return Vec::new() };
    let above = &mut first.comments.above;
    let end = above.iter().rposition(String::is_empty).map_or(above.len(), |blank| blank + 1);
    above.drain(..end).collect()
}

fn table(pairs: &mut [Pair], spec: &'static RecordSpec, keys: Option<KeyLanguage>, packed: bool) {
    for pair in pairs.iter_mut() {
        if let Some(inner) = spec.find(&pair.key).and_then(|(_, field)| child(&field.kind)) {
            tables(&mut pair.value, inner, keys, false);
        }
    }
    // Sorting keeps the order of equals: of a key that stands twice the first one is read.
    pairs.sort_by_key(|pair| rank(pair, spec, packed));
    if let Some(keys) = keys {
        rename(pairs, spec, keys);
    }
}

/// A table, or those of a list.
fn tables(value: &mut Value, spec: &'static RecordSpec, keys: Option<KeyLanguage>, packed: bool) {
    match value {
        Value::Table(pairs) => table(pairs, spec, keys, packed),
        Value::List(items) => items.iter_mut().for_each(|item| tables(&mut item.value, spec, keys, packed)),
        Value::Scalar(_) => {}
    }
}

/// Where a pair stands: values and lists of values, then tables and lists of tables that are written behind their key, then blocks; each part
/// in the form's order, what is unknown after it.
fn rank(pair: &Pair, spec: &'static RecordSpec, packed: bool) -> (Part, usize) {
    let last = spec.fields.len() + 1;
    let part = |block: bool| match (holds_tables(&pair.value), block) {
        (false, _) => Part::Values,
        (true, false) => Part::Tables,
        (true, true) => Part::Blocks,
    };
    match spec.find(&pair.key) {
        Some((at, field)) => (part(field.block), at + 1),
        // A packed record begins with the name of the file that it was.
        None if packed && (pair.key == "id" || pair.key == "编号") => (Part::Values, 0),
        None => (part(packed && is_records(&pair.key)), last),
    }
}

/// The parts of a table, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Values,
    Tables,
    Blocks,
}

fn holds_tables(value: &Value) -> bool {
    match value {
        Value::Table(_) => true,
        Value::List(items) => !items.is_empty() && items.iter().all(|item| matches!(item.value, Value::Table(_))),
        Value::Scalar(_) => false,
    }
}

/// Gives the keys of the form the names of one language. A key that would be in the way of another one stays as it is.
fn rename(pairs: &mut [Pair], spec: &'static RecordSpec, keys: KeyLanguage) {
    for at in 0..pairs.len() {
        let Some((place, field)) = spec.find(&pairs[at].key) else { continue };
        let name = if keys == KeyLanguage::Chinese { field.zh } else { field.key };
        let is_own = spec.find(name).is_some_and(|(found, _)| found == place);
        let alone = pairs.iter().enumerate().all(|(other, pair)| other == at || pair.key != name);
        if is_own && alone {
            name.clone_into(&mut pairs[at].key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::DocKind;
    use crate::source::{Arena, Syntax, parse};

    fn shape(kind: DocKind) -> Shape {
        Shape { spec: kind.spec().expect("a form"), packed: kind.may_be_packed(), keys: KeyLanguage::English }
    }

    fn read(text: &str) -> Document {
        let Value::Table(pairs) = Value::of(&parse(Syntax::Yaml, text, &Arena::new()).root) else { panic!("a table") };
        Document { pairs, after: Vec::new() }
    }

    fn keys(value: &Value) -> String {
        match value {
            Value::Table(pairs) => {
                let one = |pair: &Pair| match keys(&pair.value) {
                    inner if inner.is_empty() => pair.key.clone(),
                    inner => format!("{}({inner})", pair.key),
                };
                pairs.iter().map(one).collect::<Vec<_>>().join(" ")
            }
            Value::List(items) => items.iter().map(|item| keys(&item.value)).collect::<Vec<_>>().join("; "),
            Value::Scalar(_) => String::new(),
        }
    }

    fn arranged(kind: DocKind, text: &str, language: Option<KeyLanguage>) -> String {
        let mut document = read(text);
        arrange(&mut document, shape(kind), language);
        keys(&Value::Table(document.pairs))
    }

    #[test]
    fn values_before_tables_in_the_forms_order() {
        let text = "机构:\n- 机构名称: x\n  kind: y\nabc_factors: {good_faith: true}\nx_own: {b: 1, a: 2}\nteam: [{duty: a, staff: b}]\nnobody: 1\nshort_name: a\n单位名称: b\n";
        let wanted = "单位名称 short_name nobody team(staff duty) x_own(b a) abc_factors(good_faith) 机构(kind 机构名称)";
        assert_eq!(arranged(DocKind::Customer, text, None), wanted);
        let english = "unit_name short_name nobody team(staff duty) x_own(b a) abc_factors(good_faith) sites(kind name)";
        assert_eq!(arranged(DocKind::Customer, text, Some(KeyLanguage::English)), english);
        let chinese = arranged(DocKind::Customer, text, Some(KeyLanguage::Chinese));
        assert!(chinese.starts_with("单位名称 简称 nobody 支持小组(") && chinese.contains("x_own(b a) 分类依据("), "{chinese}");
    }

    #[test]
    fn what_the_form_leaves_free_stays() {
        let text = "fields: {customer: {b: {type: text, label: x}, a: {}}}\nrules: {F7-01: off, CAD-01: off}\nparams: {CAD-02: {b: 1}, CAD-01: {a: 1}}\nformat: 1\n";
        let wanted = "format params(CAD-02(b) CAD-01(a)) rules(F7-01 CAD-01) fields(customer(b(type label) a))";
        assert_eq!(arranged(DocKind::Settings, text, Some(KeyLanguage::English)), wanted);
    }

    #[test]
    fn a_key_that_stands_twice_keeps_both_names() {
        let text = "简称: a\nshort_name: b\n";
        assert_eq!(arranged(DocKind::Customer, text, Some(KeyLanguage::English)), "简称 short_name");
    }

    #[test]
    fn records_of_a_packed_register_are_arranged_each() {
        let text = "records:\n- summary: a\n  date: 2025-01-01\n  id: b\n";
        assert_eq!(arranged(DocKind::ContactReport, text, Some(KeyLanguage::Chinese)), "记录(编号 日期 情况摘要)");
    }

    #[test]
    fn comments_that_begin_a_document_stay_there() {
        let mut document = read("short_name: a\nunit_name: b\n");
        document.pairs[0].comments.above = vec!["# 附表1".to_owned(), String::new(), "# 简称".to_owned()];
        arrange(&mut document, shape(DocKind::Customer), None);
        assert_eq!(document.pairs[0].comments.above, ["# 附表1", ""]);
        assert_eq!(document.pairs[1].comments.above, ["# 简称"]);
    }
}
