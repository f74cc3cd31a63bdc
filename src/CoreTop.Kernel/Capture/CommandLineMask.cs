using System.Text;
using CoreTop.Model.Secrets;

namespace CoreTop.Kernel.Capture;

/// <summary>Command lines: the program's name, and the options that say which CPUs a program uses; the other arguments only where the user wants them.</summary>
/// <param name="names">Masks the program's name.</param>
/// <param name="words">Masks values.</param>
/// <param name="hasArguments">Keep all arguments, with stars where they look like secrets.</param>
internal sealed class CommandLineMask(NameMask names, WordMask words, bool hasArguments)
{
    // Their value follows as an argument of its own or after a "=".
    private static readonly string[] Kept =
    [
        "--bind-to", "-bind-to", "--cpu-bind", "--cpu_bind", "--map-by", "-map-by", "--cpus-per-task", "--cpuset-cpus", "--cpu-list",
        "--physcpubind", "--cpunodebind", "--membind", "--interleave", "-XX:ActiveProcessorCount",
    ];

    private static readonly string[] TakeSecret = ["-u", "-U", "-p", "-P", "--user", "--proxy-user", "-pass", "-passin", "-passout"];

    // Without dashes, as some programs have their options.
    private static readonly string[] PrecedeSecret = ["password", "passwd", "passphrase", "secret", "token"];

    /// <summary>The masked line, with a NUL after each argument.</summary>
    /// <param name="content">The file.</param>
    /// <param name="comm">The masked name of the process, for where the line does not say its program; null when it is not known.</param>
    public string Of(ReadOnlySpan<byte> content, string? comm)
    {
        if (content.IsEmpty)
        {
            return string.Empty;
        }

        string[] arguments = Encoding.UTF8.GetString(content.TrimEnd((byte)0)).Split('\0');
        var line = new StringBuilder(names.OfProgram(arguments[0]) ?? comm ?? "*").Append('\0');
        foreach (string argument in hasArguments ? WithoutSecrets(arguments) : Affinity(arguments))
        {
            line.Append(argument).Append('\0');
        }

        return line.ToString();
    }

    private IEnumerable<string> Affinity(string[] arguments)
    {
        for (int i = 1; i < arguments.Length; i++)
        {
            string argument = arguments[i];
            int equals = argument.IndexOf('=', StringComparison.Ordinal);
            if (!Kept.Contains(equals < 0 ? argument : argument[..equals]))
            {
                continue;
            }

            if (equals >= 0)
            {
                yield return $"{argument[..equals]}={Value(argument[(equals + 1)..])}";
            }
            else if (i + 1 < arguments.Length)
            {
                yield return argument;
                yield return Value(arguments[++i]);
            }
        }
    }

    private string Value(string value) => words.Of(value, KeptWords.OfSettings, kind: string.Empty);

    private IEnumerable<string> WithoutSecrets(string[] arguments)
    {
        bool isSecret = false;
        string program = arguments[0][(arguments[0].LastIndexOf('/') + 1)..];
        for (int i = 1; i < arguments.Length; i++)
        {
            string argument = arguments[i];
            string name = argument.TrimStart('-');
            bool isOption = argument.StartsWith('-');
            int equals = name.IndexOf('=', StringComparison.Ordinal);
            yield return isSecret && !isOption ? SecretText.Stars
                : equals > 0 && IsName(name.AsSpan(0, equals)) && SecretNames.IsSecret(name[..equals]) ? $"{argument[..(argument.Length - name.Length + equals)]}={SecretText.Stars}"
                : equals > 0 && IsWithName(argument[..(argument.Length - name.Length + equals)], name.AsSpan(equals)) ? $"{argument[..(argument.Length - name.Length + equals)]}={SecretText.Stars}"
                : isOption && IsWithPassword(argument) ? $"{argument[..2]}{SecretText.Stars}"
                : words.OfFreeText(Homes(argument));
            isSecret = equals < 0 && (isOption ? SecretNames.IsSecret(name) || TakeSecret.Contains(argument) || TakesSecret(program, argument)
                : PrecedeSecret.Contains(name));
        }
    }

    // As --user=NAME:PASSWORD.
    private static bool IsWithName(string option, ReadOnlySpan<char> value) => TakeSecret.Contains(option) && value.Contains(':');

    private static bool TakesSecret(string program, string option) => option switch
    {
        "-a" => program is "redis-cli" or "valkey-cli" or "redis-benchmark",
        "-w" => program.StartsWith("ldap", StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (char letter in text)
        {
            if (!char.IsLetterOrDigit(letter) && letter is not ('_' or '-' or '.'))
            {
                return false;
            }
        }

        return true;
    }

    // As in mysql -pPASSWORD and curl -uNAME:PASSWORD; a port is not a password.
    private static bool IsWithPassword(string argument) =>
        argument.Length > 2 && (argument[1] == 'p' ? !IsInnocent(argument) : argument[1] == 'u' && argument.Contains(':', StringComparison.Ordinal));

    private static bool IsInnocent(string argument) =>
        argument is "-pthread" or "-pipe" or "-pg" or "-pedantic" || !argument.AsSpan(2).ContainsAnyExceptInRange('0', '9');

    // Whose home it is need not be a name that is known.
    private string Homes(string argument)
    {
        if (!argument.Contains('/', StringComparison.Ordinal))
        {
            return argument;
        }

        string[] folders = argument.Split('/');
        for (int i = 1; i < folders.Length; i++)
        {
            if (folders[i].Length > 0 && NameMask.IsHome(folders[i - 1]))
            {
                folders[i] = names.OfHome(folders[i]);
            }
        }

        return string.Join('/', folders);
    }
}
