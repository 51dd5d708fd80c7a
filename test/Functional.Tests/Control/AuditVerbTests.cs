using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Control;

/// <summary><c>farol audit verify</c> beside the program that runs, and on a copy that somebody changed.</summary>
[Collection(ControlGroup.Name)]
public sealed partial class AuditVerbTests(ControlRun run)
{
    private static readonly IReadOnlyDictionary<string, string> _inFolder = new Dictionary<string, string>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_intact_chain_is_said_so_and_one_that_was_changed_with_the_entry()
    {
        await run.Admin.PutAsJsonAsync("/api/tenants/platform", new { name = "Platform" }, Token);
        var (code, output, error) = await VerifyAsync(run.Program.Database, Path.Combine(run.Folder, "data"));
        Assert.Equal((0, ""), (code, error));
        var anchor = Anchor().Match(output).Groups[1].Value;
        Assert.Equal(0, (await VerifyAsync(run.Program.Database, Path.Combine(run.Folder, "data"), "--expect", anchor)).Code);

        using var copy = new TemporaryFolder();
        File.Copy(Path.Combine(run.Folder, "data", "secret.key"), copy.File("secret.key"));
        File.SetUnixFileMode(copy.File("secret.key"), UnixFileMode.UserRead);
        Assert.Equal(0, (await FarolVerb.RunAsync(run.Program.Database, "store", "backup", copy.File("state.db"), "--data", Path.Combine(run.Folder, "data"))).Code);
        Assert.Equal(0, (await VerifyAsync(_inFolder, copy.Path, "--expect", anchor)).Code);

        await ChangeAsync(copy.File("state.db"), "DROP TRIGGER audit_is_never_changed; UPDATE audit SET actor = 'nobody' WHERE sequence = 2");
        var broken = await VerifyAsync(_inFolder, copy.Path);
        Assert.Equal(2, broken.Code);
        Assert.Contains("broken at entry 2", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_nothing_to_check_it_says_so()
    {
        using var empty = new TemporaryFolder();

        var (code, _, error) = await VerifyAsync(_inFolder, empty.Path);
        Assert.Equal(1, code);
        Assert.Contains("state.db", error, StringComparison.Ordinal);
        Assert.Equal(1, (await VerifyAsync(_inFolder, empty.Path, "--expect", "x")).Code);
    }

    private static Task<(int Code, string Output, string Error)> VerifyAsync(IReadOnlyDictionary<string, string> settings, string data, params string[] more) =>
        FarolVerb.RunAsync(settings, ["audit", "verify", "--data", data, .. more]);

    private static async Task ChangeAsync(string file, string sql)
    {
        using var python = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            "/usr/bin/python3", ["-c", "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.commit()", file, sql]))!;
        await python.WaitForExitAsync(Token);
        Assert.Equal(0, python.ExitCode);
    }

    [GeneratedRegex("--expect ([0-9]+:[0-9a-f]{64})")]
    private static partial Regex Anchor();
}
