using System.Globalization;
using System.Text;
using CoreTop.Model.Secrets;

namespace CoreTop.Kernel.Capture;

/// <summary>What is kept of the names that programs give themselves and their threads, which may be any text.</summary>
/// <param name="standIns">What stands for the rest.</param>
internal sealed class NameMask(StandIns standIns)
{
    private const int LongestNumber = 7;

    private readonly Dictionary<string, string> _leaders = [];
    private readonly Dictionary<string, int> _sames = [];

    /// <summary>A thread's name: what precedes the first blank, colon or other character that no program's name has.</summary>
    public string OfThread(string name)
    {
        string kept = Cut(name);
        return kept.Length == 0 || IsTelling(kept) ? standIns.Of("name", name) : WithoutLearned(kept);
    }

    /// <summary>
    /// A process's name, likewise. Names that differ in the rest stay different, by a number, because causes compare names.
    /// </summary>
    public string OfProcess(string name)
    {
        if (!_leaders.TryGetValue(name, out string? known))
        {
            string kept = OfThread(name);
            int count = _sames[kept] = _sames.GetValueOrDefault(kept) + 1;
            known = count == 1 ? kept : string.Create(CultureInfo.InvariantCulture, $"{kept}#{count}");
            _leaders.Add(name, known);
        }

        return known;
    }

    /// <summary>A kernel thread's, which the kernel gives: only names of devices and users in it are replaced.</summary>
    public string OfKernelThread(string name) => WithoutLearned(name);

    /// <summary>A program's, by the first of its arguments, which it may have written its state over; null when that says none.</summary>
    /// <param name="argument">The argument. Where a path ends in a blank, it is not known where the program's name begins.</param>
    public string? OfProgram(string argument)
    {
        int end = 0;
        while (end < argument.Length && (argument[end] == '/' || IsOfName(argument, end)))
        {
            end++;
        }

        string path = argument is ['(', ..] ? argument : argument[..end];
        int slash = path.LastIndexOf('/');
        bool isCut = end < argument.Length;
        string name = Cut(path[(slash + 1)..]);
        bool isFolderOfUsers = slash > 0 && IsHome(path[..slash]);
        return name.Length == 0 || IsTelling(name) || isFolderOfUsers || (isCut && slash >= 0) ? null : WithoutLearned(name);
    }

    /// <summary>A folder that is some user's home.</summary>
    public string OfHome(string folder) => standIns.Of("home", folder);

    /// <summary>The folder is one that holds a folder for each user.</summary>
    public static bool IsHome(string folder) => folder[(folder.LastIndexOf('/') + 1)..] is "home" or "homes" or "users" or "Users";

    private static string Cut(string name)
    {
        int end = 0;
        while (end < name.Length && IsOfName(name, end))
        {
            end++;
        }

        return name is ['(', ..] && end < name.Length && name[end] == ')' ? name[..(end + 1)] : name[..end].Trim('(');
    }

    private static bool IsOfName(string name, int at) =>
        char.IsLetterOrDigit(name[at]) || name[at] is '.' or '_' or '-' or '+' || (at == 0 && name[at] == '(');

    private static bool IsTelling(string name)
    {
        int digits = 0;
        foreach (char letter in name)
        {
            digits = char.IsDigit(letter) ? digits + 1 : 0;
            if (digits > LongestNumber)
            {
                return true;
            }
        }

        return SecretShapes.IsToken(name);
    }

    private string WithoutLearned(string name)
    {
        var masked = new StringBuilder();
        for (int at = 0; at < name.Length;)
        {
            int length = standIns.Match(name, at, out string standIn);
            _ = length > 0 ? masked.Append(standIn) : masked.Append(name[at]);
            at += Math.Max(1, length);
        }

        return masked.ToString();
    }
}
