//! Faults of the files themselves and of fields without a row of their own: ARC-05, FRM-…, REF-… (definitions G7). Always in force.

use crate::findings::Level;
use crate::words::{Words, words};

use super::{Levels, Rule, Run, Seed, When, source};

/// What differs between these rules.
struct Texts {
    id: &'static str,
    title: Words,
    meaning: Words,
    remedy: Words,
    bad: &'static str,
    good: &'static str,
}

const fn rule(texts: Texts, sources: &'static [super::Source], quote: &'static str) -> Rule {
    Rule {
        id: texts.id,
        title: texts.title,
        sources,
        quote,
        level: Levels::Fixed(Level::Error),
        lesser: Some(Level::Warning),
        when: When::Check,
        params: &[],
        needs: &[],
        uses: &[],
        yields_to: &[],
        anchor: words("出错的键或值；缺少的项指向所在表的第一行", "the wrong key or value; for a missing one the first line of its table"),
        meaning: texts.meaning,
        remedy: texts.remedy,
        bad: texts.bad,
        good: texts.good,
        run: Run::Reading,
    }
}

const FORMAT: &[super::Source] = &[source(Seed::Format, "§1")];

/// The files.
pub(super) static ARC_05: Rule = rule(
    Texts {
        id: "ARC-05",
        title: words("文件能读、项名认识、编码为 UTF-8、编号安全", "files can be read, keys are known, encoding is UTF-8, ids are safe"),
        meaning: words(
            "错误：不能读取、语法错误、同一文件两份、同一项中英文键都写、kehu.toml 中有不认识的参数或规则。警告：不认识的项、不认识的文件名、全角字符、只有 TOML 1.1 才允许的写法、该加引号而没加。",
            "Error: unreadable, syntax, a document twice, both key languages for one field, an unknown parameter or rule in kehu.toml. Warning: unknown key, unknown file name, full-width signs, TOML 1.1 syntax, a bare word that needs quotes.",
        ),
        remedy: words("请照所示的改法改正这一处", "mend the place as shown"),
        bad: "单位名称 = \"云岭移动通信有限公司\"\nmobile = 0990-5550101",
        good: "\"单位名称\" = \"云岭移动通信有限公司\"\nmobile = \"0990-5550101\"",
    },
    &[source(Seed::S000, "第十二条 3"), source(Seed::Format, "§1")],
    "以电子表格形式填写、保存和传递客户信息资料",
);

static FRM_01: Rule = rule(
    Texts {
        id: "FRM-01",
        title: words("必填项已填", "required fields are filled in"),
        meaning: words(
            "表单的必填项没有填写，而规定中没有为它单列的规则。空字符串等于没有填写。",
            "A required field of a form is not filled in, and no rule of the catalogue is its own. An empty string counts as not filled in.",
        ),
        remedy: words("请填写这一项", "fill the field in"),
        bad: "tier = \"\"",
        good: "tier = \"vip\"",
    },
    FORMAT,
    "",
);

static FRM_02: Rule = rule(
    Texts {
        id: "FRM-02",
        title: words("值的类型正确", "values have the right type"),
        meaning: words(
            "填写的值不是这一项要的类型：日期、月份、金额、百分数、整数、列表或表。",
            "The value is not of the field's type: date, month, amount, percent, whole number, list or table.",
        ),
        remedy: words("请按这一项的类型填写", "write a value of the field's type"),
        bad: "established_on = \"去年三月\"",
        good: "established_on = 2024-03-11",
    },
    FORMAT,
    "",
);

static FRM_03: Rule = rule(
    Texts {
        id: "FRM-03",
        title: words("值在允许的范围或选项内", "values are in range or in the list"),
        meaning: words(
            "值超出范围，不在规定的选项中，与文件名不一致，或写出的推算值与计算结果不符。",
            "The value is out of range, not one of the choices, disagrees with the file name, or a stated derived value disagrees with the computed one.",
        ),
        remedy: words("请改为允许的值", "write an allowed value"),
        bad: "tier = \"大客户\"",
        good: "tier = \"vip\"",
    },
    FORMAT,
    "",
);

static REF_01: Rule = rule(
    Texts {
        id: "REF-01",
        title: words("引用的人和客户存在", "references name something that is there"),
        meaning: words(
            "引用的编号或名称在名册、关键人物表或档案中没有。",
            "The id or name is in no register, not among the key people, not in the archive.",
        ),
        remedy: words("请改为已登记的编号或名称，或先登记", "write a known id or name, or enter it first"),
        bad: "reports_to = \"王总\"",
        good: "reports_to = \"wang-min\"",
    },
    FORMAT,
    "",
);

static REF_02: Rule = rule(
    Texts {
        id: "REF-02",
        title: words("引用不含糊", "references are not ambiguous"),
        meaning: words("写的是名称，而同名的不止一个。", "A name was written that more than one record answers to."),
        remedy: words("请改写编号（id）", "write the id"),
        bad: "owner = \"孙涛\"   # 有两个孙涛",
        good: "owner = \"sun-tao\"",
    },
    FORMAT,
    "",
);

static REF_03: Rule = rule(
    Texts {
        id: "REF-03",
        title: words("编号不重复", "ids are unique"),
        meaning: words("两个编号相同；不分大小写、全角半角。", "Two ids are the same, without regard to case and width."),
        remedy: words("请给其中一个换编号", "give one of them another id"),
        bad: "[[people]]\nid = \"wang-min\"\n[[people]]\nid = \"Wang-Min\"",
        good: "[[people]]\nid = \"wang-min\"\n[[people]]\nid = \"wang-min-2\"",
    },
    FORMAT,
    "",
);

/// The family.
pub(super) static RULES: &[&Rule] = &[&FRM_01, &FRM_02, &FRM_03, &REF_01, &REF_02, &REF_03];
