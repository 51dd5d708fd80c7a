using Testing.Support;

namespace Functional.Tests.Control.Revisions;

/// <summary>A change that makes a route fail goes back by itself.</summary>
[Collection(ControlGroup.Name)]
public sealed class AutomaticRollbackTests
{
    [Fact]
    public async Task A_revision_whose_backend_fails_is_taken_back_and_says_so()
    {
        await using var run = await ControlRun.StartOwnAsync(new Dictionary<string, string>
        {
            ["CONFIG_ROLLBACK_ERROR_PERCENT"] = "50",
            ["CONFIG_ROLLBACK_MIN_REQUESTS"] = "20",
            ["CONFIG_ROLLBACK_WATCH"] = "5",
        });
        await using var good = await NamedBackend.StartAsync("good");
        var admin = await run.AdministrationAsync();
        using (var put = await admin.PutAsync(RevisionRun.Yaml("web", good.Loopback)))
        {
            await ControlRun.ReadAsync(put);
        }

        // Under traffic until the revision has stood its trial.
        var begun = TimeProvider.System.GetTimestamp();
        await Eventually.True(
            async () => await run.PageAsync("web.example") == (200, "good") && TimeProvider.System.GetElapsedTime(begun) > TimeSpan.FromSeconds(8), "the first revision stands");
        using (var put = await admin.PutAsync(RevisionRun.Yaml("web", "127.0.0.1:1")))
        {
            Assert.Equal(2, (await ControlRun.ReadAsync(put)).GetProperty("revision").GetInt32());
        }

        var failures = 0;
        await Eventually.True(
            async () =>
            {
                var (status, body) = await run.PageAsync("web.example");
                failures += status >= 500 ? 1 : 0;
                return failures > 0 && body == "good";
            },
            "the revision is taken back",
            TimeSpan.FromSeconds(20));
        // Gateways have it a moment before it is stored.
        await Eventually.True(async () => (await run.GetAsync("/api/config/revisions")).GetProperty("total_count").GetInt32() == 3, "the rollback is a revision");
        var revision = (await run.GetAsync("/api/config/revisions/3")).GetProperty("revision");
        Assert.Equal(("rollback", 1, "farol"), (revision.GetProperty("source").GetString(), revision.GetProperty("back_to").GetInt32(), revision.GetProperty("actor").GetString()));
        Assert.Contains("requests with 5xx", revision.GetProperty("reason").GetString(), StringComparison.Ordinal);
        await Eventually.True(() => run.Program.Output.Contains("is taken back", StringComparison.Ordinal), "the log says so");
    }
}
