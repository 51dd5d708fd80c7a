using System.Net;
using Farol.Access.Problems;
using Farol.Configuration.Gateway;
using Farol.Control.Text;

namespace Farol.Control.Security.Blocks;

/// <summary>Reads what somebody wants into an entry; all errors at once.</summary>
internal sealed class BlockCheck(BlockGuard guard, IPAddress? caller, DateTimeOffset now)
{
    private const int MaxReasonLength = 500;
    private const int MaxNetworkLength = 64;

    private readonly Dictionary<string, string[]> _errors = [];

    /// <summary>What is wrong; null: nothing.</summary>
    public ApiProblem? Problem => _errors.Count == 0 ? null : ApiProblem.Invalid(_errors);

    /// <summary>Null: <see cref="Problem"/> says why. Id, tenant and who made it are not set.</summary>
    public BlockEntry? Read(BlockRequest request)
    {
        var action = ReadAction(request.Action);
        var network = ReadNetwork(request, action);
        if (request.Reason is { Length: > MaxReasonLength })
        {
            _errors["reason"] = [$"has at most {MaxReasonLength} characters"];
        }

        var ends = ReadEnd(request);
        return _errors.Count > 0 ? null : new BlockEntry
        {
            Id = "",
            TenantId = "",
            Network = network,
            Action = action,
            Reason = request.Reason,
            CreatedAt = now,
            CreatedBy = "",
            ExpiresAt = ends,
        };
    }

    private BlockAction ReadAction(string? action)
    {
        if (action is not (null or "block" or "allow"))
        {
            _errors["action"] = ["is block or allow"];
        }

        return action == "allow" ? BlockAction.Allow : BlockAction.Block;
    }

    private IPNetwork ReadNetwork(BlockRequest request, BlockAction action)
    {
        IPNetwork network = default;
        if (request.Network is not { Length: > 0 and <= MaxNetworkLength } text || !NetworkText.TryParse(text, out network))
        {
            _errors["network"] = ["is an address such as 203.0.113.7, or a network such as 203.0.113.0/24 whose bits after the prefix are 0"];
        }
        else if (action == BlockAction.Block && !request.Force && guard.FindObstacle(network, caller) is { } obstacle)
        {
            _errors["network"] = [$"{obstacle}; with \"force\": true it is blocked all the same"];
        }

        return network;
    }

    private DateTimeOffset? ReadEnd(BlockRequest request)
    {
        if (request.ExpiresIn is null)
        {
            if (request.ExpiresAt <= now)
            {
                _errors["expires_at"] = ["has passed"];
            }

            return request.ExpiresAt;
        }

        if (request.ExpiresAt is not null)
        {
            _errors["expires_in"] = ["is given instead of expires_at, not with it"];
        }
        else if (ShortDuration.TryParse(request.ExpiresIn, out var duration))
        {
            return now + duration;
        }
        else
        {
            _errors["expires_in"] = [ShortDuration.Expected];
        }

        return null;
    }
}
