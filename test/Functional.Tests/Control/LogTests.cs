using Testing.Support;

namespace Functional.Tests.Control;

/// <summary>What was logged is found after the process that logged it is gone.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task Records_from_before_a_restart_are_answered_from_the_file()
    {
        await using var run = await ControlRun.StartOwnAsync();
        const string query = "/api/admin/logs?text=a%20new%20schema%20of&page_size=500";
        var before = await FindAsync(run, query);
        await Eventually.True(async () => (before = await FindAsync(run, query)).Count > 0, "the first start is in the log");

        await run.RestartAsync();

        var after = await FindAsync(run, query);
        Assert.All(before, record => Assert.Contains(record, after));
    }

    private static async Task<List<string>> FindAsync(ControlRun run, string query)
    {
        using var answer = await run.Admin.GetAsync(query, TestContext.Current.CancellationToken);
        var page = await ControlRun.ReadAsync(answer);
        Assert.Equal("file", page.GetProperty("source").GetString());
        return [.. page.GetProperty("items").EnumerateArray().Select(r => r.GetRawText())];
    }
}
