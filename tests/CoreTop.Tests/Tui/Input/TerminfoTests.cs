using System.Text;
using CoreTop.Tui.Hosting;
using CoreTop.Tui.Input;

namespace CoreTop.Tests.Tui.Input;

public sealed class TerminfoTests
{
    public static TheoryData<string> Kept => [.. TerminfoFixture.Names];

    [Theory]
    [MemberData(nameof(Kept))]
    public void A_compiled_entry_reads_as_infocmp_prints_it(string name)
    {
        TerminfoEntry entry = TerminfoEntry.Parse(TerminfoFixture.Read(name))!;

        // The mouse's string is no key.
        Assert.Equal(
            TerminfoFixture.Expected(name).Where(key => key.Name != "kmous").Select(key => $"{key.Name} {Convert.ToHexString(key.Value)}").Order(),
            entry.Keys.Select(key => $"{key.Key} {Convert.ToHexString(key.Value)}").Order());
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public void Every_key_string_of_a_kept_entry_is_its_key_or_nothing(string name)
    {
        var counts = new EntryCounts();

        counts.Check(name, TerminfoEntry.Parse(TerminfoFixture.Read(name))!, TerminfoFixture.Expected(name));

        Assert.Empty(counts.Faults);
        Assert.True(counts.Decoded > 5);
    }

    [Theory]
    [InlineData("linux", "\e[[A", "F1")]
    [InlineData("linux", "\e[28~", "Shift-F3")]
    [InlineData("rxvt-unicode-256color", "\e[25~", "Shift-F3")]
    [InlineData("rxvt-unicode-256color", "\e[7~\e[8~", "Home End")]
    [InlineData("rxvt-unicode-256color", "\e[1~", "")]
    [InlineData("rxvt-unicode-256color", "\e[3$", "Shift-Delete")]
    [InlineData("xterm-256color", "\e[1;2P\e[1~\e[7~", "Shift-F1 Home Home")]
    [InlineData("vt220", "\e[1~\e[4~", "Home End")]
    [InlineData("vt52", "\eA\eP", "Up F1")]
    [InlineData("scoansi", "\e[M", "F1")]
    [InlineData("scoansi", "\e[I", "PageUp")]
    [InlineData("hpterm", "\ep", "F1")]
    public void The_terminals_entry_decides_what_a_string_is(string name, string sent, string keys)
    {
        KeyTable table = TerminfoKeys.TableOf(TerminfoEntry.Parse(TerminfoFixture.Read(name))!, name);

        Assert.Equal(keys, string.Join(' ', RecordedInput.Of(Encoding.Latin1.GetBytes(sent), table)));
    }

    [Fact]
    public void A_spoilt_entry_is_none_or_has_fewer_keys_and_never_throws()
    {
        foreach (string name in TerminfoFixture.Names)
        {
            byte[] file = TerminfoFixture.Read(name);
            int keys = TerminfoEntry.Parse(file)!.Keys.Length;
            for (int length = 0; length < file.Length; length++)
            {
                Assert.True((TerminfoEntry.Parse(file.AsSpan(0, length))?.Keys.Length ?? 0) <= keys);
            }

            for (int at = 0; at < file.Length; at++)
            {
                byte was = file[at];
                file[at] ^= 0xFF;
                if (TerminfoEntry.Parse(file) is { } entry)
                {
                    _ = TerminfoKeys.TableOf(entry, name);
                }

                file[at] = was;
            }
        }
    }

    [Theory]
    [InlineData("TERMINFO", "/own", "/own/x/xterm-256color")]
    [InlineData("HOME", "/home/ann", "/home/ann/.terminfo/x/xterm-256color")]
    [InlineData("TERMINFO_DIRS", ":/one:/two", "/two/x/xterm-256color")]
    [InlineData("", "", "/lib/terminfo/x/xterm-256color")]
    [InlineData("", "", "/usr/share/terminfo/78/xterm-256color")]
    public void An_entry_is_found_where_ncurses_finds_it(string variable, string value, string path)
    {
        byte[] file = TerminfoFixture.Read("xterm-256color");
        var files = new TerminfoFiles(
            name => name == variable ? value : name == "TERM" ? "xterm-256color" : null, asked => asked == path ? file : null);

        Assert.True(files.TableOfThisTerminal().Count > 50);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("a b")]
    public void No_file_is_looked_for_by_a_name_that_is_none(string name)
    {
        var files = new TerminfoFiles(asked => asked == "TERM" ? name : "/x", _ => throw new InvalidOperationException("A file was read."));

        Assert.Equal(0, files.TableOfThisTerminal().Count);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/nowhere")]
    [InlineData("/etc")]
    [InlineData("/dev/null")]
    public void What_is_no_file_of_an_entry_is_not_read_without_end(string path) => Assert.Null(TerminfoFile.Read(path));
}
