//! F2-04: how far the personal sheet is filled in.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::Role;
use crate::form::person::Person;
use crate::form::{FieldSpec, Record};
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

/// The optional fields of the paper form: what else a sheet can hold does not count.
const FIELDS: &[&str] = &[
    "hobbies",
    "birthplace",
    "birth_date",
    "journals",
    "native_place",
    "education",
    "family",
    "school",
    "associations",
    "other",
    "career",
];

pub(super) static RULE: Rule = Rule {
    id: "F2-04",
    title: words("附表2 填到应有的程度", "personal sheets are filled in as far as they should be"),
    sources: &[source(Seed::S000, "第四条 6"), source(Seed::S000, "附表2")],
    quote: "涉及掌握决策者个人和重要权力人物旳偏好",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[
        Param {
            name: "target_decision_maker",
            default: Default::Int(60),
            strict: Strict::High,
            unit: words("%", "%"),
            what: words("决策者的附表2 应填的比例", "share of the fields that a decision maker's sheet should have"),
        },
        Param {
            name: "target_other",
            default: Default::Int(40),
            strict: Strict::High,
            unit: words("%", "%"),
            what: words("其他人的附表2 应填的比例", "share of the fields that anybody else's sheet should have"),
        },
    ],
    needs: &[DocKind::KeyPeople, DocKind::Person],
    uses: &[],
    yields_to: &["F2-01"],
    anchor: words("附表2 的第一行", "the sheet's first line"),
    meaning: words(
        "附表2 的 11 个选填项（业余爱好、出生地点、出生日期、专业期刊、籍贯、学历、家庭状况、毕业学校、参与何专业协会、其它、工作经历）中已填的比例，低于此人最高角色的目标：决策者 60 %，其他 40 %。填「无」算已填。只是提示：个人信息以必要为限。",
        "The share of the 11 optional fields (hobbies, birthplace, birth_date, journals, native_place, education, family, school, associations, other, career) that are filled in is below the target of the person's highest role: 60 % for a decision maker, else 40 %. 无 (none) counts as filled in. Only a hint: personal data is kept to what is needed.",
    ),
    remedy: words(
        "请在交往中逐步补充；只记录必要的、来源清楚的内容",
        "add to it as you get to know the person; only what is needed and of clear origin",
    ),
    bad: "name = \"段云飞\"\neducation = \"本科\"\ncareer = \"2018 至今 春城分公司\"",
    good: "name = \"段云飞\"\nhobbies = \"钓鱼\"\neducation = \"本科\"\nschool = \"春城理工大学\"\nassociations = \"无\"\ncareer = \"2018 至今 春城分公司\"",
    run: Run::Customer(run),
};

/// The fields that are not filled in.
fn blanks(sheet: &Person) -> Vec<&'static FieldSpec> {
    sheet.blanks().into_iter().filter(|spec| FIELDS.contains(&spec.key)).collect()
}

fn run(scene: &mut Scene<'_>) {
    let folder = scene.customer;
    let lang = scene.lang();
    let (decisive, other) = (scene.param("target_decision_maker"), scene.param("target_other"));
    for row in scene.people() {
        let Some(sheet) = folder.sheet(row.key()).filter(|sheet| sheet.whole) else { continue };
        let missing = blanks(&sheet.record);
        let all = i64::try_from(FIELDS.len()).unwrap_or_default();
        let filled = all - i64::try_from(missing.len()).unwrap_or_default();
        let decides = row.has_role(Role::DecisionMaker);
        let target = if decides { decisive } else { other };
        if filled * 100 >= all * target {
            continue;
        }
        let name = row.called();
        let percent = filled * 100 / all;
        let role = row.role.get().and_then(|roles| roles.first()).copied();
        let role = if decides { Some(Role::DecisionMaker) } else { role };
        let role = role.map_or_else(|| name.to_owned(), |role| role.label(lang).to_owned());
        let list = missing.iter().map(|spec| spec.label(lang));
        let message = say!(
            lang,
            "{name}的附表2 填了 {filled}/{all} 项（{percent} %），{role}的目标是 {target} %；未填：{}",
            "the sheet of {name} has {filled} of {all} fields ({percent} %), the target for {role} is {target} %; empty: {}",
            lang.join(list)
        );
        scene.find(&sheet.info, sheet.record.head, "", message).about(row.key());
    }
}
