using System.Collections.Immutable;

namespace CoreTop.Listing.Groups;

/// <summary>The programs that run others and are known as such: a group is named after what they run.</summary>
internal static class Interpreters
{
    private static ImmutableArray<Interpreter> All { get; } =
    [
        new("python pypy ipython")
        {
            WithValue = "-W -X --check-hash-based-pycs",
            Code = "c",
            Naming = "-m",
        },
        new("sh bash dash zsh ksh mksh ash fish")
        {
            WithValue = "-o -O +o +O --rcfile --init-file",
            Code = "c",
        },
        new("java")
        {
            WithValue = "-cp -classpath --class-path -p --module-path --add-modules --add-opens --add-exports --add-reads --upgrade-module-path",
            Naming = "-jar -m --module",
            RunsName = true,
        },
        new("dotnet")
        {
            WithValue = "--runtimeconfig --depsfile --additionalprobingpath --fx-version --roll-forward",
            Commands = "exec",
        },
        new("mono mono-sgen"),
        new("perl") { WithValue = "-I", Code = "eE" },
        new("ruby jruby") { WithValue = "-I -r -C", Code = "e" },
        new("node nodejs")
        {
            WithValue = "-r --require --import --loader --experimental-loader --conditions -C --eval --print",
            Code = "ep",
        },
        new("deno bun") { WithValue = "-c --config", Commands = "run", Code = "e" },
        new("php") { WithValue = "-d -c -S -t -z", Code = "r", Script = "-f --file" },
        new("R Rscript") { WithValue = "-g --gui --args", Code = "e", Script = "-f --file" },
        new("julia")
        {
            WithValue = "-p -t -J -C -H --threads --procs --project --sysimage --cpu-target",
            Code = "eE",
        },
        new("lua luajit") { WithValue = "-l", Code = "e" },
        new("octave octave-cli") { WithValue = "-p --path --eval" },
        new("tclsh expect") { Script = "-f", Code = "c" },
    ];

    /// <summary>The interpreter of that name, with or without digits of a version behind it; null for another program.</summary>
    public static Interpreter? Find(ReadOnlySpan<char> program)
    {
        ReadOnlySpan<char> bare = program.TrimEnd("0123456789.");
        foreach (Interpreter interpreter in All)
        {
            if (interpreter.IsNamed(bare))
            {
                return interpreter;
            }
        }

        return null;
    }
}
