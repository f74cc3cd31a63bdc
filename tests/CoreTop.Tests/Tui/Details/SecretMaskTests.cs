using CoreTop.Tui.Details;

namespace CoreTop.Tests.Tui.Details;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("AWS_SECRET_ACCESS_KEY", true)]
    [InlineData("github_token", true)]
    [InlineData("MYSQL_PWD", true)]
    [InlineData("PGPASSWORD", true)]
    [InlineData("SSH_AUTH_SOCK", true)]
    [InlineData("PWD", false)]
    [InlineData("OMP_NUM_THREADS", false)]
    public void Names_tell_of_secrets(string name, bool isSecret) => Assert.Equal(isSecret, SecretMask.IsSecret(name));

    [Theory]
    [InlineData("http://u:p@proxy:3128", "http://***@proxy:3128")]
    [InlineData("a=https://u@h/x b=ftp://v:w@i", "a=https://***@h/x b=ftp://***@i")]
    [InlineData("redis://u:p@a@host", "redis://***@host")]
    [InlineData("https://host/path@v1", "https://host/path@v1")]
    [InlineData("://", "://")]
    [InlineData("mail me@here", "mail me@here")]
    public void Users_and_passwords_in_URLs_are_taken_out(string text, string masked) =>
        Assert.Equal(masked, SecretMask.WithoutUserInfo(text));
}
