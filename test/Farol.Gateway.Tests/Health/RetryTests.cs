using Farol.Configuration.Gateway;
using Farol.Gateway.Health;

namespace Farol.Gateway.Tests.Health;

public sealed class RetryTests
{
    private static readonly RetrySection _settings = new() { MaxAttempts = 2, OnStatus = [503] };

    /// <summary>outcome, status, idempotent, sent, body held, client answered, tries, decision.</summary>
    public static TheoryData<string> Cases =>
    [
        // Nothing was sent: any method.
        "ConnectFailed          0 unsafe     unsent held   silent   1 Retry",
        "ConnectTimeout         0 unsafe     unsent held   silent   1 Retry",
        "ResetBeforeResponse    0 unsafe     unsent held   silent   1 Retry",
        "ConnectFailed          0 unsafe     unsent gone   silent   1 BodyGone",

        // It was sent: only what may be repeated, and only while the body is in hand.
        "ResetBeforeResponse    0 unsafe     sent   held   silent   1 NotIdempotent",
        "ResetBeforeResponse    0 idempotent sent   held   silent   1 Retry",
        "ResetBeforeResponse    0 idempotent sent   gone   silent   1 BodyGone",
        "FirstByteTimeout       0 unsafe     sent   held   silent   1 NotIdempotent",
        "FirstByteTimeout       0 idempotent sent   held   silent   1 Retry",
        "BadResponse            0 unsafe     sent   held   silent   1 NotIdempotent",
        "BadResponse            0 idempotent sent   held   silent   1 Retry",

        // Answers: only those that are asked for.
        "ServerError          503 idempotent sent   held   silent   1 Retry",
        "ServerError          503 unsafe     sent   held   silent   1 NotIdempotent",
        "ServerError          500 idempotent sent   held   silent   1 NotAsked",
        "Success              200 idempotent sent   held   silent   1 NotAsked",

        // The client has something, or is gone.
        "ResetMidBody         200 idempotent sent   held   answered 1 ResponseBegun",
        "ResetMidBody         200 idempotent sent   held   silent   1 ResponseBegun",
        "ServerError          503 idempotent sent   held   answered 1 ResponseBegun",
        "ClientGone             0 idempotent sent   held   silent   1 ClientGone",

        // Two tries after the first, no more.
        "ConnectFailed          0 idempotent unsent held   silent   2 Retry",
        "ConnectFailed          0 idempotent unsent held   silent   3 TriesSpent",
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Only_what_is_safe_is_tried_again(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var decision = RetryRules.Decide(
            new FailedTry
            {
                Outcome = Enum.Parse<Outcome>(words[0]),
                Status = int.Parse(words[1], null),
                IsIdempotent = words[2] == "idempotent",
                IsSent = words[3] == "sent",
                IsBodyHeld = words[4] == "held",
                HasAnsweredClient = words[5] == "answered",
                Tries = int.Parse(words[6], null),
            },
            _settings);
        Assert.Equal(words[7], decision.ToString());
    }

    [Fact]
    public void Without_attempts_nothing_is_tried_again() =>
        Assert.Equal(
            RetryDecision.TriesSpent,
            RetryRules.Decide(
                new FailedTry { Outcome = Outcome.ConnectFailed, IsIdempotent = true, IsSent = false, IsBodyHeld = true, Tries = 1 },
                new RetrySection { MaxAttempts = 0 }));

    [Fact]
    public void The_budget_allows_a_fifth_of_the_last_ten_seconds()
    {
        var budget = new RetryBudget(loops: 1);
        var settings = new RetrySection { BudgetPercent = 20, BudgetMinimumPerSecond = 0 };
        var now = 50_000_000L;
        for (var i = 0; i < 1_000; i++)
        {
            budget.CountRequest(now + (i * 5_000));
        }

        now += 5_000_000;
        Assert.Equal(200, Enumerable.Range(0, 1_000).Count(_ => budget.TryTake(settings, now)));

        // Requests and retries leave the window together.
        now += 11_000_000;
        Assert.False(budget.TryTake(settings, now));
        for (var i = 0; i < 10; i++)
        {
            budget.CountRequest(now);
        }

        Assert.Equal(2, Enumerable.Range(0, 10).Count(_ => budget.TryTake(settings, now)));
    }

    [Fact]
    public void A_quiet_pool_may_retry_a_little_and_loops_share_that()
    {
        var settings = new RetrySection { BudgetPercent = 20, BudgetMinimumPerSecond = 10 };
        var alone = new RetryBudget(loops: 1);
        var one = new RetryBudget(loops: 4);
        Assert.Equal(100, Enumerable.Range(0, 500).Count(_ => alone.TryTake(settings, 1)));
        Assert.Equal(25, Enumerable.Range(0, 500).Count(_ => one.TryTake(settings, 1)));
    }

    [Fact]
    public void The_budget_moves_with_time()
    {
        var budget = new RetryBudget(loops: 1);
        var settings = new RetrySection { BudgetPercent = 0, BudgetMinimumPerSecond = 1 };
        var taken = 0;
        for (var second = 0; second < 100; second++)
        {
            for (var i = 0; i < 5; i++)
            {
                taken += budget.TryTake(settings, second * 1_000_000L) ? 1 : 0;
            }
        }

        Assert.InRange(taken, 95, 110);
    }
}
