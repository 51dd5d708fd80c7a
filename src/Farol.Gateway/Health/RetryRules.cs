using Farol.Configuration.Gateway;

namespace Farol.Gateway.Health;

/// <summary>When a request may be tried again on another backend: only where nobody can tell that it was.</summary>
internal static class RetryRules
{
    /// <summary>The budget is asked after this, and only when the answer is <see cref="RetryDecision.Retry"/>.</summary>
    public static RetryDecision Decide(in FailedTry failed, RetrySection settings)
    {
        if (failed.Outcome == Outcome.ClientGone)
        {
            return RetryDecision.ClientGone;
        }

        if (failed.HasAnsweredClient || failed.Outcome == Outcome.ResetMidBody)
        {
            return RetryDecision.ResponseBegun;
        }

        if (failed.Outcome == Outcome.Success || (failed.Outcome == Outcome.ServerError && !Contains(settings.OnStatus, failed.Status)))
        {
            return RetryDecision.NotAsked;
        }

        if (failed.IsSent && !failed.IsIdempotent)
        {
            return RetryDecision.NotIdempotent;
        }

        if (!failed.IsBodyHeld)
        {
            return RetryDecision.BodyGone;
        }

        return failed.Tries > settings.MaxAttempts ? RetryDecision.TriesSpent : RetryDecision.Retry;
    }

    private static bool Contains(ValueList<int> statuses, int status)
    {
        for (var i = 0; i < statuses.Count; i++)
        {
            if (statuses[i] == status)
            {
                return true;
            }
        }

        return false;
    }
}
