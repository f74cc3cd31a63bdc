using System.Text.RegularExpressions;

namespace CoreTop.Tests.Analysis;

/// <summary>Which folder of CoreTop.Analysis may know which: watching, then sharing, then judging, then planning; blaming stands beside.</summary>
public sealed partial class ArrowsTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Watching"] = [],
        ["Sharing"] = ["Watching"],
        ["Blaming"] = [],
        ["Judging"] = ["Watching", "Sharing", "Blaming"],
        ["Planning"] = ["Watching", "Sharing", "Judging"],
    };

    [Fact]
    public void Folders_know_only_what_comes_before_them()
    {
        string root = Path.Combine(ExpectedText.Repository, "src", "CoreTop.Analysis");
        var broken = new List<string>();
        int read = 0;
        foreach (string file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            string folder = Path.GetRelativePath(root, file).Split('/')[0];
            if (!Allowed.TryGetValue(folder, out string[]? allowed))
            {
                continue;
            }

            read++;
            broken.AddRange(Named().Matches(File.ReadAllText(file)).Select(match => match.Groups["folder"].Value)
                .Where(other => other != folder && Allowed.ContainsKey(other) && !allowed.Contains(other))
                .Select(other => $"{Path.GetFileName(file)} of {folder} knows {other}"));
        }

        Assert.True(read > 50, $"only {read} files were read");
        Assert.Empty(broken);
    }

    [Fact]
    public void Every_folder_is_one_of_them() => Assert.Equal(
        Allowed.Keys.Order(),
        Directory.EnumerateDirectories(Path.Combine(ExpectedText.Repository, "src", "CoreTop.Analysis"))
            .Select(Path.GetFileName).Where(name => name is not ("bin" or "obj")).Order());

    [GeneratedRegex(@"CoreTop\.Analysis\.(?<folder>[A-Za-z]+)")]
    private static partial Regex Named();
}
