using Dapper;
using Farol.Access.Paging;

namespace Farol.Access.Auditing;

/// <summary>The conditions of a listing, written out only where they are asked for: databases guess no type for a parameter that is null.</summary>
internal static class AuditConditions
{
    public static (string Where, DynamicParameters Parameters) Of(AuditFilter filter, PageRequest page)
    {
        var conditions = new List<string>();
        var parameters = new DynamicParameters(new { skip = page.Skip, take = page.Size });
        void Add(string condition, string name, object? value)
        {
            if (value is not null)
            {
                conditions.Add(condition);
                parameters.Add(name, value);
            }
        }

        var isPrefix = filter.Action?.EndsWith('.') is true;
        Add("tenant_id = @tenantId", "tenantId", filter.TenantId);
        Add("actor = @actor", "actor", filter.Actor);
        Add(isPrefix ? "substr(action, 1, length(@action)) = @action" : "action = @action", "action", filter.Action);
        Add("target = @target", "target", filter.Target);
        Add("result = @result", "result", filter.Result);
        Add("at_ms >= @fromMs", "fromMs", filter.From?.ToUnixTimeMilliseconds());
        Add("at_ms < @toMs", "toMs", filter.To?.ToUnixTimeMilliseconds());
        return (conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions), parameters);
    }
}
