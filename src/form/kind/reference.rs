//! References: an id, or a unique name, of one of our people, a key person, a customer, a category, a region.

use crate::findings::Safety;
use crate::form::spec::Target;
use crate::render::table::Cell;
use crate::resolve::{Found, Names};
use crate::say;
use crate::source::Node;
use crate::words::{Lang, Words, words};

use super::{FieldSpec, Kind, KindSpec, Reader, Shown};

/// What a reference of this type names: only a mark for the type system.
pub trait Refers {
    /// The target.
    const TARGET: Target;
}

/// A reference, resolved to the id wherever that was possible.
#[derive(Debug)]
pub struct Ref<T> {
    /// The id; what was written, where nothing of that name is known.
    pub id: Box<str>,
    /// Whether it names something that is there.
    pub known: bool,
    target: std::marker::PhantomData<fn() -> T>,
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        Self { id: self.id.clone(), known: self.known, target: std::marker::PhantomData }
    }
}

impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl<T> Eq for Ref<T> {}

impl<T> Ref<T> {
    /// A reference to an id.
    #[must_use]
    pub fn new(id: &str, known: bool) -> Self {
        Self { id: id.into(), known, target: std::marker::PhantomData }
    }

    /// Whether it names this id.
    #[must_use]
    pub fn is(&self, id: &str) -> bool {
        &*self.id == id
    }
}

macro_rules! target {
    ($(#[$meta:meta])* $mark:ident, $alias:ident, $target:ident) => {
        /// Mark of a reference's target.
        #[derive(Debug)]
        pub enum $mark {}
        impl Refers for $mark {
            const TARGET: Target = Target::$target;
        }
        $(#[$meta])*
        pub type $alias = Ref<$mark>;
    };
}

target!(
    /// One of our people.
    OurStaff, StaffRef, Staff);
target!(
    /// A key person of the same customer.
    KeyPerson, PersonRef, Person);
target!(
    /// A customer of the archive.
    ACustomer, CustomerRef, Customer);
target!(
    /// A customer category.
    ACategory, CategoryRef, Category);
target!(
    /// A region.
    ARegion, RegionRef, Region);
target!(
    /// A reporting unit.
    AUnit, UnitRef, Unit);
target!(
    /// A stage of an opportunity.
    AStage, StageRef, Stage);

impl<T: Refers> Kind for Ref<T> {
    const SPEC: KindSpec = KindSpec::Ref(T::TARGET);

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        let text = super::text::scalar(node, spec, reader)?;
        let Some(names) = reader.names(T::TARGET) else {
            return Some(Self::new(text, true)); // judged later, or its register could not be read
        };
        if names.has_id(text) {
            return Some(Self::new(text, true));
        }
        let id = resolve(node, text, names, T::TARGET, spec, reader);
        Some(id.map_or_else(|| Self::new(text, false), |id| Self::new(&id, true)))
    }

    fn cell(&self, shown: &Shown<'_>) -> Cell {
        Cell::Text(shown.reference(T::TARGET, &self.id))
    }
}

/// A name instead of an id, or nothing known: says so.
fn resolve<'a>(
    node: &'a Node<'a>,
    text: &str,
    names: &'a Names,
    target: Target,
    spec: &'static FieldSpec,
    reader: &mut Reader<'a>,
) -> Option<String> {
    match names.find(text) {
        Found::One(at) => Some(names.id(at).to_owned()),
        Found::Alias(at) => {
            let right = names.label(at).to_owned();
            let message = say!(
                reader.lang(),
                "{}写作「{text}」，已按「{right}」读取",
                "{} is written `{text}`; read as `{right}`",
                reader.label(spec)
            );
            let literal = reader.literal(&right);
            let rule = reader.rule_or(spec, "REF-01");
            let help = say!(reader.lang(), "请改为规定用词「{right}」", "write the regulation's own word `{right}`");
            reader.find(rule, node.span, message).as_warning().help(help).fix_value(node.span, literal, Safety::Safe);
            Some(names.id(at).to_owned())
        }
        Found::Several(places) => {
            report_several(node, text, names, &places, spec, reader);
            None
        }
        Found::Nothing => {
            if reader.is_complete(target) {
                report_unknown(node, text, names, target, spec, reader);
            }
            None
        }
    }
}

fn report_several<'a>(node: &'a Node<'a>, text: &str, names: &Names, places: &[usize], spec: &'static FieldSpec, reader: &mut Reader<'a>) {
    let lang = reader.lang();
    let list = names.describe(places);
    let message = say!(lang, "{}「{text}」对应不止一个：{list}", "{} `{text}` may be any of {list}", reader.label(spec));
    let help = say!(lang, "请改写编号（id）", "write the id");
    let literal = reader.literal(names.id(places[0]));
    reader.find("REF-02", node.span, message).help(help).fix_value(node.span, literal, Safety::Example);
}

fn report_unknown<'a>(node: &'a Node<'a>, text: &str, names: &Names, target: Target, spec: &'static FieldSpec, reader: &mut Reader<'a>) {
    let lang = reader.lang();
    let place = register(target).get(lang);
    let label = reader.label(spec);
    let message = say!(lang, "{label}「{text}」在{place}里没有", "{label} `{text}` is not in {place}");
    let near = names.nearest(text);
    let rule = reader.rule_or(spec, "REF-01");
    if let Some(best) = near.first() {
        let list = names.describe(&near);
        let help = say!(lang, "是否指 {list}？否则先在{place}登记", "did you mean {list}? otherwise enter it in {place} first");
        let literal = reader.literal(names.id(*best));
        reader.find(rule, node.span, message).help(help).about(text).fix_value(node.span, literal, Safety::Unsafe);
        return;
    }
    let few: Vec<usize> = (0..names.len().min(6)).collect();
    let help = if few.is_empty() {
        say!(lang, "请先在{place}登记", "enter it in {place} first")
    } else {
        let list = names.describe(&few);
        let more = if names.len() > few.len() { if lang == Lang::Zh { " 等" } else { " …" } } else { "" };
        say!(lang, "请先在{place}登记，或改为其中之一：{list}{more}", "enter it in {place} first, or write one of {list}{more}")
    };
    let finding = reader.find(rule, node.span, message).help(help).about(text);
    if let Some(first) = few.first() {
        let literal = crate::form::reader::quote(names.id(*first));
        finding.fix_value(node.span, literal, Safety::Example);
    }
}

/// Where things of this kind are entered, for people.
#[must_use]
pub const fn register(target: Target) -> Words {
    match target {
        Target::Staff => words("人员名册（staff）", "the staff register"),
        Target::Person => words("本客户的关键人物（key-people）", "this customer's key people"),
        Target::Customer => words("客户档案（customers/）", "the customers of the archive"),
        Target::Category => words("客户类别表（kehu.toml [[categories]]）", "the category list ([[categories]] of kehu.toml)"),
        Target::Region => words("大区表（kehu.toml [[regions]]）", "the regions ([[regions]] of kehu.toml)"),
        Target::Unit => words("上报单位表（kehu.toml [[units]]）", "the reporting units ([[units]] of kehu.toml)"),
        Target::Stage => words("商机阶段表（kehu.toml [[stages]]）", "the stages ([[stages]] of kehu.toml)"),
    }
}
