using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using CoreTop.Tui.Hosting;
using CoreTop.Tui.Input;

namespace CoreTop.Tests.Tui.Input;

/// <summary>Every entry of ncurses' database, beside what infocmp(1) prints of it.</summary>
public sealed partial class TerminfoDatabaseTests(ITestOutputHelper output)
{
    private static readonly string[] Folders = ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"];

    // Of ncurses-base alone there are some forty.
    private const int LeastEntries = 1500;

    private static IEnumerable<string> Files => Folders.Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        .Where(path => !File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint) && Path.GetFileName(path) != "README");

    [Fact]
    public void Every_key_string_of_every_entry_is_its_key_or_nothing()
    {
        List<string> files = [.. Files];
        Assert.SkipUnless(files.Count >= LeastEntries, $"only {files.Count} terminfo entries are installed: ncurses-term has them all");
        Assert.SkipUnless(File.Exists("/usr/bin/infocmp"), "infocmp, of ncurses-bin, is not installed");
        Dictionary<string, List<(string Name, byte[] Value)>> printed = Print(files);
        var counts = new EntryCounts();
        foreach (string path in files)
        {
            string name = Path.GetFileName(path);
            TerminfoEntry entry = TerminfoEntry.Parse(TerminfoFile.Read(path)!)!;
            Assert.Equal(
                printed[path].Where(key => key.Name != "kmous").Select(key => $"{key.Name} {Convert.ToHexString(key.Value)}").Order(),
                entry.Keys.Select(key => $"{key.Key} {Convert.ToHexString(key.Value)}").Order());
            counts.Check(name, entry, printed[path]);
        }

        string why = string.Join(", ", counts.Nothing.Select(pair => $"{pair.Value} {pair.Key}"));
        output.WriteLine($"{counts.Entries} entries, {counts.Strings} strings: {counts.Decoded} decoded; nothing: {why}");
        Assert.True(counts.Faults.Count == 0, string.Join('\n', counts.Faults.Distinct()));
    }

    // One shell for all of them: a program for each entry would take minutes.
    private static Dictionary<string, List<(string Name, byte[] Value)>> Print(List<string> files)
    {
        var start = new ProcessStartInfo("sh", ["-c", "while read -r f; do echo \"# $f\"; infocmp -x -1 -A \"${f%/*/*}\" \"${f##*/}\"; done"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.Latin1,
        };
        using Process shell = Process.Start(start)!;
        Task typing = Task.Run(async () =>
        {
            foreach (string file in files)
            {
                await shell.StandardInput.WriteAsync(file + "\n");
            }

            shell.StandardInput.Close();
        });
        var printed = new Dictionary<string, List<(string Name, byte[] Value)>>();
        string path = string.Empty;
        while (shell.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith("# /", StringComparison.Ordinal))
            {
                path = line[2..];
                printed[path] = [];
            }
            else if (Capability().Match(line) is { Success: true } found)
            {
                printed[path].Add((found.Groups[1].Value, Bytes(found.Groups[2].Value)));
            }
        }

        typing.Wait();
        return printed;
    }

    // The notation of terminfo(5).
    private static byte[] Bytes(string text)
    {
        var bytes = new List<byte>();
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            // %^ is an operator, and printed as it is.
            if (character == '^' && (i == 0 || text[i - 1] != '%'))
            {
                i++;
                bytes.Add(text[i] == '?' ? (byte)0x7F : (byte)(text[i] & 0x1F));
            }
            else if (character != '\\')
            {
                bytes.Add((byte)character);
            }
            else if (char.IsAsciiDigit(text[i + 1]))
            {
                int digits = 0;
                while (digits < 3 && i + 1 + digits < text.Length && text[i + 1 + digits] is >= '0' and <= '7')
                {
                    digits++;
                }

                int value = Convert.ToInt32(text.Substring(i + 1, digits), 8);
                bytes.Add((byte)(value == 0x80 ? 0 : value));
                i += digits;
            }
            else
            {
                i++;
                int at = "Eenlrtbfs".IndexOf(text[i], StringComparison.Ordinal);
                bytes.Add(at < 0 ? (byte)text[i] : (byte)"\e\e\n\n\r\t\b\f "[at]);
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex("^\t(k[A-Za-z0-9]+)=(.*),$")]
    private static partial Regex Capability();
}
