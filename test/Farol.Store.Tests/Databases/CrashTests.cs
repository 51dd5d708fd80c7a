using System.Diagnostics;
using System.Globalization;
using Testing.Support;

namespace Farol.Store.Tests.Databases;

public sealed class CrashTests
{
    [Fact]
    public async Task What_was_acknowledged_survives_a_killed_process_and_the_folder_opens_again()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        using (var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { "--filter-class", typeof(CrashChild).FullName!, "--explicit", "only" },
            Environment = { [CrashChild.FolderVariable] = folder.Path },
            RedirectStandardOutput = true,
        })!)
        {
            try
            {
                await Eventually.True(() => LastAcknowledged(folder) >= 200, "the child wrote", TimeSpan.FromSeconds(30));
            }
            finally
            {
                child.Kill();
                await child.WaitForExitAsync(token);
            }
        }

        var last = LastAcknowledged(folder);
        await using var store = await StoreHost.StartAsync(folder.File("data"));
        var kept = await store.State.ReadAsync(
            unit => unit.ScalarAsync<int>("SELECT count(*) FROM notes WHERE id <= @last", new { last }), token);
        var check = await store.State.ReadAsync(unit => unit.ScalarAsync<string>("PRAGMA integrity_check"), token);

        Assert.True(last >= 200);
        Assert.Equal(last, kept);
        Assert.Equal("ok", check);
    }

    private static int LastAcknowledged(TemporaryFolder folder)
    {
        var path = folder.File(CrashChild.Acknowledged);
        var whole = File.Exists(path) ? File.ReadAllText(path) : "";
        var lines = whole.Split('\n')[..^1];
        return lines.Length == 0 ? 0 : int.Parse(lines[^1], CultureInfo.InvariantCulture);
    }
}
