using CoreTop.Cli;
using CoreTop.Cli.Text;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

public sealed class TextLocaleTests
{
    [Theory]
    [InlineData("", "", "", false)]
    [InlineData("", "", "en_US.UTF-8", false)]
    [InlineData("", "", "C.utf8", false)]
    [InlineData("", "", "C", true)]
    [InlineData("", "de_DE@euro", "en_US.UTF-8", true)]
    [InlineData("C", "en_US.UTF-8", "en_US.UTF-8", true)]
    public void The_first_locale_that_is_set_decides(string all, string type, string lang, bool isAsciiOnly) =>
        Assert.Equal(isAsciiOnly, TextLocale.IsAsciiOnly(name => name switch
        {
            "LC_ALL" => all,
            "LC_CTYPE" => type,
            _ => lang,
        }));

    [Theory]
    [InlineData("snapshot --groups")]
    [InlineData("snapshot --groups --csv")]
    [InlineData("-b -n1 --groups")]
    [InlineData("job 3291")]
    [InlineData("topology")]
    [InlineData("diagnose")]
    [InlineData("rebalance")]
    [InlineData("rebalance --apply")]
    [InlineData("pin 3291 --cpus 0")]
    public void In_another_locale_every_text_is_ascii(string command)
    {
        var host = new TestHost { OpenMachine = (root, _) => Fixture.Open(root), Variables = { ["LC_ALL"] = "C" } };

        host.Run($"{command} --root {FixtureMachines.PileUp}");

        Assert.NotEmpty(host.Output);
        Assert.All(host.Output, character => Assert.InRange(character, '\n', '~'));
    }

    [Fact]
    public void In_another_locale_sentences_are_ascii_too()
    {
        var host = new TestHost { Variables = { ["LC_ALL"] = "C" } };

        host.Run($"-s {new string('é', 100)}");

        Assert.All(host.Errors, character => Assert.InRange(character, '\n', '~'));
    }

    [Theory]
    [InlineData("1 ≤ 2 ≥ 1, 0 → 3, ×4, name…", "1 < 2 > 1, 0 -> 3, x4, name~")]
    [InlineData("é😀x", "??x")]
    public void Signs_become_what_is_like_them(string text, string ascii) => Assert.Equal(ascii, PlainText.Ascii(text));
}
