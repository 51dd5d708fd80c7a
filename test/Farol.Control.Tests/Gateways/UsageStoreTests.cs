using Farol.Control.Gateways;
using Farol.Link.Protocol;
using Farol.Store;
using Farol.Store.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Testing.Support;

namespace Farol.Control.Tests.Gateways;

public sealed class UsageStoreTests
{
    [Fact]
    public async Task A_delta_that_comes_again_is_counted_once_and_a_new_start_counts_on()
    {
        using var folder = new TemporaryFolder();
        await using var provider = new ServiceCollection().AddLogging().AddStore(new StoreOptions { DataFolder = folder.Path }).AddStateMigrations(UsageStore.Migrations).BuildServiceProvider();
        foreach (var service in provider.GetServices<IHostedService>())
        {
            await (service is IHostedLifecycleService lifecycle ? lifecycle.StartingAsync(TestContext.Current.CancellationToken) : Task.CompletedTask);
            await service.StartAsync(TestContext.Current.CancellationToken);
        }

        var database = provider.GetRequiredService<IStateDatabase>();
        var store = new UsageStore(database);
        Assert.True(await store.StoreAsync("local", Delta("first", 1, 10), TestContext.Current.CancellationToken));
        Assert.False(await store.StoreAsync("local", Delta("first", 1, 10), TestContext.Current.CancellationToken));
        Assert.True(await store.StoreAsync("local", Delta("first", 2, 5), TestContext.Current.CancellationToken));
        Assert.True(await store.StoreAsync("local", Delta("second", 1, 100), TestContext.Current.CancellationToken));
        Assert.True(await store.StoreAsync("other", Delta("first", 1, 1000), TestContext.Current.CancellationToken));
        var (rows, requests, bytes) = await database.ReadAsync(async unit => (
            await unit.ScalarAsync<long>("SELECT COUNT(*) FROM gateway_usage"),
            await unit.ScalarAsync<long>("SELECT SUM(requests) FROM gateway_usage"),
            await unit.ScalarAsync<long>("SELECT SUM(bytes_out) FROM gateway_usage")), TestContext.Current.CancellationToken);
        Assert.Equal((1L, 1115L, 11150L), (rows, requests, bytes));
    }

    private static MeteringDelta Delta(string start, ulong number, ulong requests) => new()
    {
        StartId = start,
        Number = number,
        FromUnixMilliseconds = 1_700_000_000_000,
        ToUnixMilliseconds = 1_700_000_001_000,
        Rows = { new MeteringRow { Tenant = "t", Route = "r", Pool = "p", Requests = requests, BytesOut = requests * 10 } },
    };
}
