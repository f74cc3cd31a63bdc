using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CoreTop.Model.Secrets;

namespace CoreTop.Kernel.Capture;

/// <summary>What is kept of the names that programs give themselves and their threads, which may be any text.</summary>
/// <param name="standIns">What stands for the rest.</param>
internal sealed partial class NameMask(StandIns standIns)
{
    private const int LongestNumber = 7;

    // The kernel keeps no more of a name, in characters.
    private const int LongestComm = 15;

    private readonly Dictionary<string, string> _leaders = [];
    private readonly Dictionary<string, int> _sames = [];

    // Of IPv4 and IPv6; kernel threads of NFS are called by their server's.
    [GeneratedRegex("""(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9.])|(?<![0-9A-Za-z:])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f.]*""", RegexOptions.CultureInvariant)]
    private static partial Regex Addresses { get; }

    // Resources of DRBD have names that an administrator gave.
    [GeneratedRegex("^drbd_[a-z]+_", RegexOptions.CultureInvariant)]
    private static partial Regex Replication { get; }

    /// <summary>A thread's name: what precedes the first blank, colon or other character that no program's name has.</summary>
    public string OfThread(string name)
    {
        string kept = Cut(name);
        return kept.Length == 0 || IsTelling(kept) || IsAccount(name, kept) ? standIns.Of("name", name)
            : WithoutLearned(kept, isCut: kept.Length == LongestComm);
    }

    /// <summary>
    /// A process's name, in the same way. Names that differ in the rest stay different, by a number, because causes compare names.
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

    /// <summary>A kernel thread's, which the kernel gives: only names of devices and users in it, and addresses, are replaced.</summary>
    public string OfKernelThread(string name)
    {
        int given = Replication.Match(name).Length;
        return given > 0 ? name[..given] + standIns.Of("device", name[given..])
            : WithoutLearned(Addresses.Replace(name, address => standIns.Of("address", address.Value)), isCut: name.Length == LongestComm);
    }

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
        return name.Length == 0 || IsTelling(name) || (isCut && argument[end] == '@')
            || isFolderOfUsers || (isCut && slash >= 0) ? null : WithoutLearned(name);
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

        return SecretShapes.IsToken(name) || Addresses.IsMatch(name);
    }

    // As in ann@host.
    private static bool IsAccount(string name, string kept) => kept.Length < name.Length && name[kept.Length] == '@';

    private string WithoutLearned(string name, bool isCut = false)
    {
        var masked = new StringBuilder();
        for (int at = 0; at < name.Length;)
        {
            int length = standIns.Match(name, at, out string standIn);
            length = length == 0 && isCut && standIns.Begins(name, at, out standIn) ? name.Length - at : length;
            _ = length > 0 ? masked.Append(standIn) : masked.Append(name[at]);
            at += Math.Max(1, length);
        }

        return masked.ToString();
    }
}
