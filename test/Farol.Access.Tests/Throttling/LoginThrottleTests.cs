using System.Net;
using Farol.Access.Throttling;
using Testing.Support;

namespace Farol.Access.Tests.Throttling;

public sealed class LoginThrottleTests
{
    private static readonly IPAddress _home = IPAddress.Parse("198.51.100.7");
    private readonly ManualTime _time = new();

    [Fact]
    public async Task After_five_failures_even_the_right_password_waits_and_is_told_how_long()
    {
        await using var app = await AccessApplication.StartAsync(time: _time);
        for (var failure = 0; failure < 5; failure++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await app.LoginAsync("admin@farol.local", "wrong")).StatusCode);
        }

        var refused = await app.LoginAsync("Admin@farol.local ", AccessApplication.AdminPassword);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(1, (await AccessApplication.ReadAsync(refused)).GetProperty("retry_after").GetInt32());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await app.LoginAsync("admin@farol.local", AccessApplication.AdminPassword)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.LoginAsync("admin@farol.local", "wrong")).StatusCode);
    }

    [Fact]
    public async Task Unknown_accounts_are_slowed_down_alike()
    {
        await using var app = await AccessApplication.StartAsync(time: _time);
        for (var failure = 0; failure < 5; failure++)
        {
            await app.LoginAsync("nobody@farol.local", "wrong");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await app.LoginAsync("nobody@farol.local", "wrong")).StatusCode);
    }

    [Fact]
    public async Task Tries_at_the_same_time_do_not_slip_through_together()
    {
        await using var app = await AccessApplication.StartAsync(time: _time);

        var responses = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => app.LoginAsync("admin@farol.local", "wrong")));

        Assert.Equal(5, responses.Count(response => response.StatusCode == HttpStatusCode.Unauthorized));
    }

    [Fact]
    public void Each_further_failure_doubles_the_pause_up_to_its_limit()
    {
        var throttle = Create(new AccessOptions { MaxFailuresPerAddress = 1000 });
        var pauses = new List<double>();
        for (var failure = 0; failure < 17; failure++)
        {
            while (throttle.Begin("ana", _home) is { } pause)
            {
                pauses.Add(pause.TotalSeconds);
                _time.Advance(pause);
            }
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900], pauses);
    }

    [Fact]
    public void An_address_that_tries_many_accounts_is_slowed_down()
    {
        var throttle = Create(new AccessOptions());
        for (var account = 0; account < 20; account++)
        {
            Assert.Null(throttle.Begin($"user{account}", _home));
        }

        Assert.NotNull(throttle.Begin("another", _home));
        Assert.Null(throttle.Begin("another", IPAddress.Parse("198.51.100.8")));
        Assert.NotNull(throttle.Begin("one more", _home.MapToIPv6()));
    }

    [Fact]
    public void A_network_of_64_bits_is_one_address()
    {
        var throttle = Create(new AccessOptions());
        for (var host = 1; host <= 20; host++)
        {
            Assert.Null(throttle.Begin($"user{host}", IPAddress.Parse($"2001:db8:0:1::{host:x}")));
        }

        Assert.NotNull(throttle.Begin("another", IPAddress.Parse("2001:db8:0:1:ffff::1")));
        Assert.Null(throttle.Begin("another", IPAddress.Parse("2001:db8:0:2::1")));
    }

    [Fact]
    public void Failures_are_forgotten_after_the_longest_pause()
    {
        var throttle = Create(new AccessOptions());
        for (var failure = 0; failure < 4; failure++)
        {
            throttle.Begin("ana", _home);
        }

        _time.Advance(TimeSpan.FromMinutes(16));

        for (var failure = 0; failure < 5; failure++)
        {
            Assert.Null(throttle.Begin("ana", _home));
        }
    }

    [Fact]
    public void Successes_cost_an_address_nothing()
    {
        var throttle = Create(new AccessOptions());
        for (var login = 0; login < 100; login++)
        {
            Assert.Null(throttle.Begin("ana", _home));
            throttle.Succeeded("ana", _home);
        }
    }

    [Fact]
    public void Memory_is_bounded()
    {
        var table = new FailureTable(freeTries: 1, TimeSpan.FromMinutes(15), maxKeys: 100);
        for (var key = 0; key < 1000; key++)
        {
            table.Count($"{key}", _time.GetUtcNow());
        }

        Assert.Equal(100, table.Size);
        Assert.Equal(TimeSpan.Zero, table.PauseOf("0", _time.GetUtcNow()));
        Assert.True(table.PauseOf("999", _time.GetUtcNow()) > TimeSpan.Zero);
    }

    private LoginThrottle Create(AccessOptions options) => new(options, _time);
}
