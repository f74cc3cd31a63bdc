using CoreTop.Listing.Groups;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Listing.Groups;

public sealed class ProgramLabelTests
{
    [Theory]
    [InlineData("/usr/bin/sleep 100", "sleep")]
    [InlineData("./worker --threads 4", "worker")]
    [InlineData("-bash", "bash")]
    [InlineData("/opt/google/chrome/chrome --type=renderer --lang=en", "chrome")]
    [InlineData("/usr/lib/firefox/firefox -contentproc -childID 5", "firefox")]
    [InlineData("mpirun -np 36 ./sim case.inp", "mpirun")]
    [InlineData("./sim case1.inp --rank 17", "sim")]
    public void A_program_is_called_by_the_last_part_of_its_path(string command, string label) =>
        Assert.Equal(label, Of(command));

    [Theory]
    [InlineData("python train.py --rank 3", "python train.py")]
    [InlineData("/usr/bin/python3.12 -u -W ignore /home/ann/job/train.py", "python3.12 train.py")]
    [InlineData("python3 -X dev -m torch.distributed.run --nproc 8 train.py", "python3 -m torch.distributed.run")]
    [InlineData("python3", "python3")]
    [InlineData("python3 -", "python3")]
    [InlineData("bash /dev/fd/3 x", "bash")]
    [InlineData("python3 -i -- /x/y.py -c 3", "python3 y.py")]
    [InlineData("/bin/bash ./run.sh 12", "bash run.sh")]
    [InlineData("bash -o pipefail -e build.sh", "bash build.sh")]
    [InlineData("sh -x +o posix x.sh", "sh x.sh")]
    [InlineData("perl -w -I lib script.pl", "perl script.pl")]
    [InlineData("ruby bin/rails server", "ruby rails")]
    [InlineData("node --require ./tracing.js /srv/app/server.js", "node server.js")]
    [InlineData("deno run main.ts", "deno main.ts")]
    [InlineData("dotnet /opt/app/app.dll --port 1", "dotnet app.dll")]
    [InlineData("dotnet exec --runtimeconfig a.json app.dll", "dotnet app.dll")]
    [InlineData("php -d memory_limit=1G -f cron.php", "php cron.php")]
    [InlineData("/usr/lib/R/bin/exec/R --no-echo --no-restore --file=model.R --args 3", "R model.R")]
    [InlineData("julia -t 8 --project=. solve.jl", "julia solve.jl")]
    public void An_interpreter_is_called_with_the_script_that_it_runs(string command, string label) =>
        Assert.Equal(label, Of(command));

    [Theory]
    [InlineData("java -Xmx4g -jar /opt/x/x.jar --server", "java -jar x.jar")]
    [InlineData("/usr/lib/jvm/java-21/bin/java -cp a.jar:b.jar -Dx=y org.example.Main 1", "java org.example.Main")]
    [InlineData("java -p mods -m com.example/com.example.Main", "java -m com.example.Main")]
    public void Java_is_called_with_its_jar_or_main_class(string command, string label) => Assert.Equal(label, Of(command));

    [Theory]
    [InlineData("bash -c run --part 1 of 36", "bash -c run --part 17 of 36")]
    [InlineData("bash -lc sleep 100", "bash -lc sleep 7")]
    [InlineData("python -c import x; x.work(3, 0.5)", "python -c import x; x.work(4, 0.25)")]
    [InlineData("perl -ne work(1)", "perl -ne work(23)")]
    public void Programs_given_as_a_text_are_the_same_where_only_numbers_differ(string one, string other)
    {
        Assert.Equal(Key(one), Key(other));
        Assert.NotEqual(Key(one), Key(one + " otherwise"));
        Assert.DoesNotContain('#', Of(one));
    }

    [Theory]
    [InlineData("nginx: worker process", "nginx")]
    [InlineData("postgres: ann shop 10.0.0.7(4711) SELECT", "postgres")]
    [InlineData("sshd: ann@pts/3", "sshd")]
    [InlineData("ray::IDLE", "ray")]
    [InlineData("[celeryd: celery@host:MainProcess] -active-", "celeryd")]
    [InlineData("python: training epoch 3", "python")]
    public void What_a_program_says_of_itself_behind_a_colon_is_left_out(string command, string label) =>
        Assert.Equal(label, Of(command));

    [Theory]
    [InlineData("/opt/My App/bin/viewer --x", "viewer", "viewer")]
    [InlineData(@"C:\Program Files\Game\game.exe -w", "game.exe", "game.exe")]
    [InlineData("/proc/self/exe --type=utility", "chrome", "chrome")]
    [InlineData("/usr/bin/python3 ./train.py", "train.py", "python3 train.py")]
    [InlineData("/opt/Very Long/a-program-with-a-long-name x", "a-program-with-", "a-program-with-a-long-name")]
    [InlineData("/usr/lib/firefox/firefox -contentproc", "Isolated Web Co", "firefox")]
    [InlineData("", "zombie", "zombie")]
    public void The_own_name_helps_where_the_command_line_does_not_tell(string command, string name, string label) =>
        Assert.Equal(label, ProgramLabel.Of(AnySnapshot.Process(7, name, commandLine: command)));

    [Theory]
    [InlineData("kworker/3:1H-events_highpri", "[kworker]")]
    [InlineData("kworker/u8:0", "[kworker]")]
    [InlineData("ksoftirqd/12", "[ksoftirqd]")]
    [InlineData("migration/0", "[migration]")]
    [InlineData("kswapd0", "[kswapd]")]
    [InlineData("scsi_eh_1", "[scsi_eh]")]
    [InlineData("irq/123-nvme0q1", "[irq]")]
    [InlineData("rcu_preempt", "[rcu_preempt]")]
    [InlineData("1234", "[1234]")]
    public void A_kernel_thread_is_called_by_the_stem_of_its_name(string name, string label) => Assert.Equal(
        label, ProgramLabel.Of(AnySnapshot.Process(7, name, mobility: TaskMobility.KernelBound, commandLine: string.Empty)));

    [Theory]
    [InlineData("python3 -c from multiprocessing.spawn import spawn_main; spawn_main(tracker_fd=5, pipe_handle=7) --multiprocessing-fork", true)]
    [InlineData("/usr/bin/python3.14 -B -c from multiprocessing.forkserver import main; main(4, 5)", true)]
    [InlineData("python3 train.py", false)]
    [InlineData("grep -c from multiprocessing. x", false)]
    public void Helpers_that_pythons_multiprocessing_starts_are_known(string command, bool isHelper) =>
        Assert.Equal(isHelper, ProgramLabel.IsHelper(AnySnapshot.Process(7, "python3", commandLine: command)));

    [Theory]
    [InlineData("bash run19.sh", "bash run20.sh")]
    [InlineData("python3 -m job19", "python3 -m job20")]
    [InlineData("burn19 -c 1", "burn20 -c 1")]
    public void A_number_in_the_name_of_a_program_counts(string one, string other) => Assert.NotEqual(Key(one), Key(other));

    [Theory]
    [InlineData("bash -c burn19 60", "bash -c burn19 60", "bash -c burn19 60")]
    [InlineData("bash -c burn19 60", "bash -c burn19 61", "bash -c burn19 …")]
    [InlineData("bash -c burn19 …", "bash -c burn19 600; 7", "bash -c burn19 …")]
    [InlineData("bash -c 1", "bash -c 22", "bash -c …")]
    [InlineData("bash -c part 1 of 36", "bash -c part 17 of 36", "bash -c part … of 36")]
    public void Numbers_in_which_processes_differ_are_left_out(string shown, string label, string common) =>
        Assert.Equal(common, CodeNumbers.Common(shown, label));

    private static string Key(string command)
    {
        string label = ProgramLabel.Of(AnySnapshot.Process(7, string.Empty, commandLine: command), out int code);
        return CodeNumbers.Key(label, code);
    }

    private static string Of(string command) => ProgramLabel.Of(AnySnapshot.Process(7, string.Empty, commandLine: command));
}
