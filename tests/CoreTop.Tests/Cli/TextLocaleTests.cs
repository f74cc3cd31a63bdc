using CoreTop.Cli;

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
}
