using CoreTop.Os;

namespace CoreTop.Tests.Tui.Hosting;

public sealed class CrashTests
{
    [Fact]
    public void A_mistake_of_ours_is_told_in_a_sentence_with_what_a_report_needs()
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(Fail);

        string text = Crash.Text(exception);

        Assert.StartsWith("coretop stopped because of a bug in it: The row is gone.\n", text, StringComparison.Ordinal);
        Assert.Contains(ProgramVersion.Text, text, StringComparison.Ordinal);
        Assert.Contains($"{nameof(CrashTests)}.{nameof(Fail)}", text, StringComparison.Ordinal);
    }

    private static void Fail() => throw new InvalidOperationException("The row is gone.");
}
