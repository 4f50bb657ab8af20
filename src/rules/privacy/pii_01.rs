//! PII-01: personal data has a lawful basis, and stands where it is protected.

use crate::archive::{Doc, DocKind};
use crate::findings::Level;
use crate::form::customer::Customer;
use crate::form::person::Person;
use crate::form::{FieldSpec, Record};
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, lines, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "PII-01",
    title: words("个人信息写明合法依据，并放在受保护的文件里", "personal data has a lawful basis and stands where it is protected"),
    sources: &[source(Seed::Outside, "个人信息保护法 第六条、第十三条")],
    quote: "",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[Param {
        name: "fields",
        default: Default::List(&[
            "hobbies",
            "birthplace",
            "birth_date",
            "native_place",
            "family",
            "gender",
            "email",
            "wechat",
            "address",
            "mobile",
            "home",
        ]),
        strict: Strict::More,
        unit: words("项", "fields"),
        what: words("附表2 的哪些项要有合法依据（写键名）", "which fields of form 2 need a lawful basis, by their keys"),
    }],
    needs: &[],
    uses: &[DocKind::Person, DocKind::Customer, DocKind::Settings],
    yields_to: &[],
    anchor: words(
        "附表2 的「合法依据」，没有时为该表的首行；客户基本状况表中的「家庭电话」",
        "`lawful_basis` of the sheet, where it is missing its first line; `home` in the customer document",
    ),
    meaning: words(
        "附表2 填了业余爱好、出生地点、出生日期、籍贯、家庭状况、性别、电子邮箱、微信、住址、手机、家庭电话之一的，写明「合法依据」（来源由 SRC-01 检查「信息渠道级别」）。附表2 已设加密（[access] encrypt 含 people）的，客户基本状况表中不写家庭电话。默认不启用，在 kehu.toml 的 [rules] 中写明后启用。",
        "A sheet with any of hobbies, birthplace, birth_date, native_place, family, gender, email, wechat, address, mobile, home has a `lawful_basis` (where it comes from is `source_level`, which SRC-01 looks at). Where sheets are encrypted ([access] encrypt holds people), no home number stands in the customer document. Off by default; `[rules]` of kehu.toml turns it on.",
    ),
    remedy: words(
        "请写明合法依据（如业务往来中本人提供、公开信息）；没有依据或用不着的删去",
        "state the lawful basis (given by the person in the course of business, public …); delete what has none or is not needed",
    ),
    bad: "family = \"已婚\"\nsource_level = 3   # 没有 lawful_basis",
    good: "family = \"已婚\"\nsource_level = 3\nlawful_basis = \"业务往来中本人提供\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let fields = scene.param_list("fields");
    for doc in &scene.customer.sheets {
        sheet(scene, doc, &fields);
    }
    if crate::rules::secrecy::seals_sheets(scene.world)
        && let Some(doc) = &scene.customer.profile
    {
        home_numbers(scene, doc);
    }
}

fn sheet(scene: &mut Scene<'_>, doc: &Doc<Person>, fields: &[String]) {
    let record = &doc.record;
    if !record.lawful_basis.is_blank() {
        return;
    }
    let mut filled: Vec<&'static FieldSpec> = Vec::new();
    record.each(&mut |spec, value| {
        if !value.blank() && fields.iter().any(|key| key == spec.key) {
            filled.push(spec);
        }
    });
    if filled.is_empty() {
        return;
    }
    let lang = scene.lang();
    let name = scene.person_name(&doc.stem);
    let labels = lang.join(filled.iter().map(|spec| spec.label(lang)));
    let message = say!(lang, "{name}的附表2 填了{labels}，没有写明「合法依据」", "the sheet of {name} has {labels} but no `lawful_basis`");
    let basis = say!(lang, "\"业务往来中本人提供\"", "\"given by the person in the course of business\"");
    let fix = lines::added(doc.info.syntax, record.head, record.recorded_on.key_span, &[("lawful_basis", basis)]);
    let field = &record.lawful_basis;
    let finding = scene.find(&doc.info, field.or(record.head), "lawful_basis", message).about(&doc.stem);
    finding.fix = fix.filter(|_| field.is_absent());
}

/// Home numbers that stand outside the encrypted sheets.
fn home_numbers(scene: &mut Scene<'_>, doc: &Doc<Customer>) {
    let sites = doc.record.sites.get().into_iter().flat_map(|sites| sites.iter());
    for contact in sites.filter_map(|site| site.contacts.get()).flat_map(|list| list.iter()).filter(|contact| !contact.home.is_blank()) {
        let lang = scene.lang();
        let person = contact.person.get().map_or("", |person| &*person.id);
        let name = scene.person_name(person);
        let message = say!(
            lang,
            "{name}的家庭电话写在客户基本状况表中，而附表2 已设加密",
            "the home number of {name} stands in the customer document, while the sheets are encrypted"
        );
        let help = say!(lang, "请移到该人的附表2（people/{person}）", "move it to the person's sheet (people/{person})");
        scene.find(&doc.info, contact.home.span, "sites.contacts.home", message).help(help).about(person);
    }
}
