//! Properties of the source layer.

use super::*;

#[test]
fn probe() {
    for t in [
        "a: 1\nb:\n  c: x y  # z\n  d: \"q\\n\"\nl:\n  - n: 1\n    m: 2\n  - 云\ne:\nf: |\n  a\n  b\ng: {a: 1, b: [x,\n y]}\nh: &x 甲\ni: *x\n",
        "a: 1\na: 2\nx y",
        "a: 1\n  b: 2\n",
        "- 1\n- 2",
        "a: \"x\n",
        "单位名称：云岭\nb: 2\n",
    ] {
        let tree = yaml::parse(t);
        show(&tree.root, t, 0);
        println!("{:?} {}", tree.faults, tree.broken);
    }
    let t = "a = 1.50\n# c\n[b.c] # x\nd.e = \"x\\ty\"\nf = 2026-07-08\n[[s]]\nx = [1, \n{a=+1}]\n[[s]]\n[b]\nz={\n}\n";
    let a = Arena::new();
    let tree = toml::parse(t, &a);
    show(&tree.root, t, 0);
    println!("{:?} {}", tree.faults, tree.broken);
}
fn show(n: &Node, t: &str, d: usize) {
    let p = " ".repeat(d);
    match &n.kind {
        Kind::Scalar(s, f) => println!(
            "{p}{s:?} {f:?} {} «{}»",
            matches!(s, Cow::Borrowed(_)),
            &t[n.span.range()]
        ),
        Kind::List(l) => {
            println!("{p}LIST «{}»", &t[n.span.range()]);
            for x in l {
                show(x, t, d + 1)
            }
        }
        Kind::Map(l) => {
            println!("{p}MAP «{}»", &t[n.span.range()]);
            for e in l {
                println!("{p} {} «{}»", e.key, &t[e.key_span.range()]);
                show(&e.value, t, d + 2)
            }
        }
    }
}
